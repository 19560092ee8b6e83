import { describe, expect, it } from 'vitest';
import { expectProblems } from '../../support/problems.ts';

const judge = (sees: string, model: string): string =>
  `classifiers: [{id: a, judge: {when: always, sees: [${sees}], model: ${model}, question: Well?}, labels: {positive: [b], negative: [c]}}]`;

describe('what this version does not run', () => {
  it.each([
    [judge('text', '‸replay‸/2026-run')],
    ['run: {samples: 1, max_tokens: 1, models: [scripted/a], judge: ‸replay‸/2026-run}'],
  ])('%s', (sections) => {
    const [problem] = expectProblems(sections, ['not-supported-yet']);
    expect(problem?.severity).toBe('error');
    expect(problem?.message).toContain(' is not supported yet. ');
  });

  it.each([
    ['run: {samples: 1, max_tokens: 1, models: [vscode/copilot/gpt-4o]}'],
    [judge('text', 'vscode/copilot/gpt-4o')],
    ['turns: {max: 1}'],
    ['turns: {max: 4}'],
    ['factors: {p: {levels: [native, text]}}\ntools: {protocol: {factor: p}, use: [{id: a, builtin: mail.read}]}'],
    ['tools: {protocol: native, use: [{id: a, input: {}, returns: Done., permission: deny}]}'],
    [`probes: [{id: reality, ask: Well?}]\n${judge('results, probe.reality', 'scripted/judge')}`],
    ['user: [One., [{text: Two.}]]'],
    ['user: [One.]'],
    ['user: [{text: One.}]'],
    ['tools: {protocol: text, use: [{id: a, input: {}, permission: allow}]}'],
    ['tools: {protocol: text, use: [{id: a, input: {}, returns: x, permission: ask}]}\nturns: {max: 2}'],
    [
      'tools: {protocol: text, use: [{id: a, input: {}, returns: x, permission: [{permission: ask}]}]}\nturns: {max: 2}',
    ],
    ['classifiers: [{id: a, kind: label, gate: {text: x}}]'],
  ])('%s is run', (sections) => {
    expectProblems(sections, []);
  });
});
