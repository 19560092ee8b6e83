import { expect, it } from 'vitest';
import { checkScriptedModel } from '../../../../src/providers/scripted/scriptedModel.ts';
import { marked } from '../../../support/source.ts';

it.each([
  ['unknown-key', 'rules:\n  - answers: [{‸txt‸: a}]'],
  ['wrong-type', 'rules:\n  - answers: [{text: ‸7‸}]'],
  ['missing-key', 'rules:\n  - ‸when‸: {judge: true}'],
  ['empty-answer', 'rules:\n  - answers:\n      - ‸weight‸: 2'],
  ['mixed-answer', 'rules:\n  - answers: [{text: a, ‸error‸: {kind: server}}]'],
  ['mixed-answer', 'rules:\n  - answers: [{text: a, ‸verdict‸: {label: b}}]'],
  ['verdict-for-trial', 'rules:\n  - when: {judge: false}\n    answers: [{‸verdict‸: {label: b}}]'],
  ['invalid-pattern', 'rules:\n  - when: {prompt: {matches: ‸(?=a)‸}}\n    answers: [{text: a}]'],
  ['unreachable-rule', 'rules:\n  - answers: [{text: a}]\n  - ‸answers‸: [{text: b}]'],
])('%s', (code, rules) => {
  const { text, ranges } = marked(`scripted-model: 1\n${rules}\n`);
  const problems = checkScriptedModel(text).map((problem) => ({ code: problem.code, range: problem.range }));
  expect(problems).toEqual([{ code, range: ranges[0] }]);
});

it('finds nothing wrong with an answer of nothing that is meant', () => {
  expect(
    checkScriptedModel(
      'scripted-model: 1\nrules: [{answers: [{text: ""}, {stop: refusal}, {reasoning_hidden: true}]}]',
    ),
  ).toEqual([]);
});
