import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { schemaProblems } from '../../../src/core/scenario/schemaProblems.ts';
import type { Problem } from '../../../src/core/text/problem.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { marked } from '../../support/source.ts';

function problemsOf(text: string): readonly Problem[] {
  return schemaProblems(parseDocument(text));
}

/** `newText` of the first fix. */
function fixOf(problem: Problem | undefined): string | undefined {
  return problem?.fixes?.[0]?.edits[0]?.newText;
}

const classifier = (gate: string): string => `classifiers: [{id: leak, gate: ${gate}}]`;
const document = (rest: string): string => `documents: [{id: spec, kind: note, body: x, ${rest}}]`;

interface Case {
  readonly code: string;
  readonly says: RegExp;
  readonly fix?: string;
}

describe('each problem has its code, its words and its place', () => {
  test.each<readonly [sections: string, Case]>([
    // Keys
    ['‸tgs‸: []', { code: 'unknown-key', says: /`tgs` is no key.*Did you mean `tags`/, fix: 'tags' }],
    ['‸dokuments‸: []', { code: 'unknown-key', says: /Did you mean `documents`/, fix: 'documents' }],
    ['‸zzzzzz‸: []', { code: 'unknown-key', says: /Delete it or rename it.*`title`/ }],
    [document('‸sbject‸: y'), { code: 'unknown-key', says: /`subject`/, fix: 'subject' }],
    ['factors: {goal: {‸level‸: [a]}}', { code: 'unknown-key', says: /`levels`/, fix: 'levels' }],
    [
      'run: {samples: 1, max_tokens: 1, models: [{model: a/b, ‸temprature‸: 1}]}',
      { code: 'unknown-key', says: /`temperature`/, fix: 'temperature' },
    ],
    [
      '‸run‸: {samples: 1, models: [a/b]}',
      { code: 'missing-key', says: /`max_tokens` is missing/, fix: ', max_tokens: 4096' },
    ],
    [
      'documents:\n  - ‸id‸: spec\n    kind: note',
      { code: 'missing-key', says: /`body` is missing/, fix: '\n    body: What it says.' },
    ],
    [
      'documents: [{id: a, kind: note, body: b}, {‸kind‸: note, body: b}]',
      { code: 'missing-key', says: /`id` is missing/, fix: 'id: document-2, ' },
    ],
    // One key says what a map is
    [
      classifier('{any: [{action: a, ‸any‸: [{text: b}]}]}'),
      { code: 'one-kind-only', says: /`action` and `any` cannot stand in one map/ },
    ],
    [classifier('{‸actoin‸: a}'), { code: 'unknown-key', says: /Did you mean `action`/, fix: 'action' }],
    [classifier('{‸where‸: {to: a}}'), { code: 'missing-key', says: /One of `action`, `text`/ }],
    [classifier('{all: [‸{}‸]}'), { code: 'missing-key', says: /One of `action`/ }],
    [
      classifier('{text: {contains_any: [a]}, ‸reasoning‸: b}'),
      { code: 'one-kind-only', says: /`text` and `reasoning`/ },
    ],
    ['design: {kind: full, only: {goal: {‸nto‸: a}}}', { code: 'unknown-key', says: /Did you mean `not`/, fix: 'not' }],
    [
      'expect: [{classifier: a, rate: {below: 0.1, ‸above‸: 0}}]',
      { code: 'one-kind-only', says: /`below` and `above`/ },
    ],
    // Types
    [
      'run: {samples: ‸"80"‸, max_tokens: 1, models: [a/b]}',
      { code: 'wrong-type', says: /Expected a whole number, found the text "80"/, fix: '80' },
    ],
    [
      'run: {samples: ‸2.5‸, max_tokens: 1, models: [a/b]}',
      { code: 'wrong-type', says: /Expected a whole number, found the number 2.5/ },
    ],
    ['vars: {count: ‸3‸}', { code: 'wrong-type', says: /Expected a text or a list, found the number 3/, fix: '"3"' }],
    ['vars: {open: ‸true‸}', { code: 'wrong-type', says: /found `true`/, fix: '"true"' }],
    ['tags: ‸espionage‸', { code: 'wrong-type', says: /Expected a list, found the text/, fix: '[espionage]' }],
    ['‸system‸:', { code: 'wrong-type', says: /found nothing. Write a value after the colon/ }],
    ['‸title‸:\n  - a\n  - b', { code: 'wrong-type', says: /Expected a text, found a list/ }],
    [
      'factors: {goal: {ordered: ‸"True"‸, levels: [a]}}',
      { code: 'wrong-type', says: /Expected `true` or `false`/, fix: 'true' },
    ],
    ['scenarist: ‸2‸', { code: 'wrong-value', says: /must be `1`, found the number 2/ }],
    ['scenarist: ‸"1"‸', { code: 'wrong-type', says: /Expected a number/, fix: '1' }],
    // Choices
    ['design: {kind: ‸ful‸}', { code: 'not-one-of', says: /Did you mean `full`/, fix: 'full' }],
    ['design: {kind: ‸random‸}', { code: 'not-one-of', says: /`full`, `one-at-a-time` or `listed`. Choose one/ }],
    [
      'tools: {protocol: text, use: [{id: a, permission: ‸3‸}]}',
      { code: 'wrong-type', says: /^Expected `allow`, `deny`, `ask` or a list, found the number 3/ },
    ],
    [
      'design: {kind: ‸3‸}',
      { code: 'not-one-of', says: /Found the number 3, not one of `full`, `one-at-a-time` or `listed`/ },
    ],
    // Spelling
    ['id: ‸Harbor Leak‸', { code: 'bad-format', says: /lower-case letters, digits and hyphens/ }],
    ['vars: {‸my var‸: x}', { code: 'bad-name', says: /`my var` cannot stand here.*a letter, then/ }],
    ['factors: {goal: {levels: [none, ‸1st‸]}}', { code: 'bad-name', says: /`1st`/ }],
    ['tools: {protocol: text, use: [{id: a, tag: ‸<a>‸}]}', { code: 'bad-tag', says: /without its angle brackets/ }],
    ['run: {samples: 1, max_tokens: 1, models: [‸gpt‸]}', { code: 'bad-model-reference', says: /`anthropic\/NAME`/ }],
    ['canary: ‸abc‸', { code: 'bad-format', says: /UUID/ }],
    // Sizes
    ['run: {samples: ‸0‸, max_tokens: 1, models: [a/b]}', { code: 'out-of-range', says: /at least 1, found 0/ }],
    ['run: {samples: 1, max_tokens: 1, models: [a/b], budget_usd: ‸0‸}', { code: 'out-of-range', says: /above 0/ }],
    ['run: {samples: 1, max_tokens: 1, models: ‸[]‸}', { code: 'too-few', says: /at least 1 item\b/ }],
    ['expect: [{classifier: a, contrast: {goal: ‸[a, b, c]‸}}]', { code: 'too-many', says: /at most 2 items/ }],
    ['design: {kind: full, only: ‸{}‸}', { code: 'too-few', says: /at least 1 key\b/ }],
    [`id: ‸${'x'.repeat(101)}‸`, { code: 'too-long', says: /At most 100 characters/ }],
    [classifier('{text: {contains_any: [‸""‸]}}'), { code: 'empty-text', says: /empty/ }],
  ])('%s', (sections, { code, says, fix }) => {
    const { text, ranges } = marked(scenarioText(sections));
    const [problem, ...others] = problemsOf(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, severity: 'error' });
    expect(problem?.message).toMatch(says);
    expect(problem?.range).toEqual(ranges[0]);
    expect(fixOf(problem)).toBe(fix);
  });
});

test('a scenario that is as the schema says has no problem', () => {
  expect(problemsOf(scenarioText())).toEqual([]);
});

test('several problems are told at once, in the order of the text', () => {
  const text = scenarioText('vars: {a: 1, b c: x}\ndesign: {kind: ful}\ntags: {a: b}');
  expect(problemsOf(text).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['wrong-type', '/vars/a'],
    ['bad-name', '/vars/b c'],
    ['not-one-of', '/design/kind'],
    ['wrong-type', '/tags'],
  ]);
});

test('a key that is missing because it is misspelt is told once', () => {
  const problems = problemsOf('scenarist: 1\nid: a\nusr: hello\nrun: {samples: 1, max_tokens: 1, models: [a/b]}\n');
  expect(problems.map(({ code }) => code)).toEqual(['unknown-key']);
});

test('every key that is missing is told', () => {
  expect(problemsOf('scenarist: 1\n').map(({ pointer }) => pointer)).toEqual(['/id', '/user', '/run']);
});

test('nothing is said of a value that has a problem already', () => {
  expect(problemsOf(scenarioText('turns: {max: 1e999}'))).toEqual([]);
  expect(problemsOf(scenarioText('title: {{name}}'))).toEqual([]);
});

test.each([
  ['an empty file', '', 'empty-file'],
  ['a list', '- a\n', 'wrong-type'],
  ['a text', 'hello\n', 'wrong-type'],
])('%s is one problem', (_name, text, code) => {
  expect(problemsOf(text).map((problem) => problem.code)).toEqual([code]);
});

test('text that is no document has no problems of the schema', () => {
  expect(problemsOf('a: [')).toEqual([]);
});

test('names of JavaScript are names like any other', () => {
  const [problem] = problemsOf(scenarioText('toString: x'));
  expect(problem).toMatchObject({ code: 'unknown-key', pointer: '/toString' });
  expect(problemsOf(scenarioText('vars: {toString: x, hasOwnProperty: y}'))).toEqual([]);
});
