import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { marked, source } from '../../support/source.ts';
import { hash } from './support.ts';

/** Checks sections whose marked stretches have exactly these problems, in the order of the text; one must be an error. */
function expectOnly(sections: string, codes: readonly string[]): void {
  const { text, ranges } = marked(scenarioText(sections));
  const { scenario, conditions, problems } = checkScenario(parseDocument(text), hash);
  const found = problems.map(({ code, range }) => ({ code, at: text.slice(range.start, range.end) }));
  expect(found).toEqual(ranges.map(({ start, end }, index) => ({ code: codes[index], at: text.slice(start, end) })));
  expect({ scenario, conditions }).toEqual({ scenario: null, conditions: [] });
}

const goal = 'factors: {goal: {baseline: none, levels: {none: "", own: Win.}}}';
const send = 'tools: {protocol: text, use: [{id: send, builtin: mail.send}]}';

describe('two mistakes of different kinds are told at once', () => {
  it.each<[first: string, second: string, sections: string]>([
    ['unknown-key', 'unknown-name', 'vars: {a: b}\n‸titel‸: Inbox\nuser: "{{a}} ‸{{aa}}‸"'],
    ['unknown-key', 'unknown-name', '‸titel‸: Inbox\nuser: "‸{{company}}‸"'],
    ['wrong-type', 'unknown-name', 'tags: ‸one‸\nuser: "‸{{company}}‸"'],
    ['unknown-name', 'missing-key', 'user: "‸{{company}}‸"\n‸run‸: {samples: 1, models: [scripted/demo]}'],
    [
      'unknown-name',
      'unknown-level',
      `${goal}\nuser: "{{goal}} ‸{{gaol}}‸"\ndesign: {kind: full, only: {goal: ‸onw‸}}`,
    ],
    [
      'unknown-name',
      'unknown-factor',
      `${goal}\nuser: "{{goal}} ‸{{gaol}}‸"\ndesign: {kind: full, only: {‸gaol‸: own}}`,
    ],
    ['unknown-name', 'unknown-tool', `user: "‸{{x}}‸"\n${send}\nclassifiers: [{id: c, gate: {action: ‸sned‸}}]`],
    [
      'bad-template',
      'not-supported-yet',
      'user: "‸{{ }}‸"\nclassifiers: [{id: a, judge: {when: always, sees: [text], model: ‸replay‸/x, question: Well?}, labels: {positive: [b], negative: [c]}}]',
    ],
    [
      'name-cycle',
      'duplicate-model',
      'vars: {a: "‸{{a}}‸"}\nuser: "{{a}}"\nrun: {samples: 1, max_tokens: 1, models: [scripted/a, ‸scripted/a‸]}',
    ],
    ['unknown-name', 'unknown-classifier', 'user: "‸{{who}}‸"\nexpect: [{classifier: ‸c‸, rate: {below: 1}}]'],
    ['factor-is-not-text', 'wrong-type', 'factors: {f: {levels: [a, b]}}\nuser: "‸{{f}}‸"\ntags: ‸one‸'],
    [
      'canary-in-prompt',
      'unknown-key',
      'canary: 0b0f6f5e-0000-4000-8000-000000000000\nuser: It is ‸0B0F6F5E-0000-4000-8000-000000000000‸\n‸tgas‸: []',
    ],
    [
      'too-many-conditions',
      'wrong-type',
      `‸factors‸: {${Array.from({ length: 14 }, (_, index) => `f${index}: {levels: [a, b]}`).join(', ')}}\ntags: ‸one‸`,
    ],
    ['no-alternative', 'wrong-type', 'factors: {f: {levels: [a, b]}}\n‸user‸: [{when: {f: a}, text: Hi}]\ntags: ‸one‸'],
    ['unused-variable', 'wrong-type', 'vars: {‸spare‸: x}\ntags: ‸one‸'],
  ])('%s and %s', (first, second, sections) => {
    expectOnly(sections, [first, second]);
  });

  it.each([
    ['a document without its kind', 'documents: [{id: d, ‸knd‸: note, body: "‸{{who}}‸"}]', 'unknown-key'],
    [
      'a tool without its fields',
      'tools: {protocol: text, use: [{id: t, ‸bultin‸: mail.send, description: "‸{{who}}‸"}]}',
      'unknown-key',
    ],
    [
      'a classifier without labels',
      'classifiers: [{id: c, ‸judge‸: {when: always, sees: [text], model: scripted/j, question: "‸{{who}}‸"}}]',
      'missing-labels',
    ],
    [
      'a gate with a broken part',
      'classifiers: [{id: c, gate: {not: {all: [{‸actoin‸: a}, {text: "‸{{who}}‸"}]}}}]',
      'unknown-key',
    ],
  ])('names are looked up in %s', (_, sections, code) => {
    expectOnly(sections, [code, 'unknown-name']);
  });
});

describe('what only follows from another mistake is not told', () => {
  it.each<[what: string, code: string, sections: string]>([
    ['names of a misspelt section', 'unknown-key', '‸vras‸: {company: Harbor}\nuser: "{{company}}"'],
    ['names of a section under another name', 'unknown-key', '‸texts‸: {company: Harbor}\nuser: "{{company}}"'],
    [
      'factors of a misspelt section',
      'unknown-key',
      '‸factrs‸: {goal: {levels: {a: {own: Win.}}}}\nuser: "{{goal.own}}"',
    ],
    [
      'names of a section in a wrong place',
      'unknown-key',
      'factors: {f: {levels: {a: b}}}\ndesign: {kind: full, ‸vars‸: {company: Harbor}}\nuser: "{{f}} {{company}}"',
    ],
    ['names of a section that is no map', 'wrong-type', 'vars: ‸[company]‸\nuser: "{{company}}"'],
    ['names of included files', 'file-not-read', 'include: [‸world.yaml‸]\nuser: "{{company}}"'],
    ['levels that are misspelt', 'unknown-key', 'factors: {goal: {‸levls‸: {a: {own: Win.}}}}\nuser: "{{goal.own}}"'],
    [
      'levels that differ',
      'level-keys-differ',
      'factors: {goal: {levels: {a: {own: Win.}, ‸b‸: {onw: Lose.}}}}\nuser: "{{goal.own}}"',
    ],
    [
      'levels of two kinds',
      'mixed-levels',
      'factors: {goal: {levels: {a: Win., ‸b‸: {own: Lose.}}}}\nuser: "{{goal}}"',
    ],
    [
      'too many levels',
      'too-many-levels',
      `factors: {goal: {‸levels‸: {${Array.from({ length: 1001 }, (_, index) => `l${index}: x`).join(', ')}}}}\nuser: "{{goal}}"`,
    ],
    ['a variable of a wrong type', 'wrong-type', 'vars: {year: ‸2026‸}\nuser: "{{year}}"'],
    ['a variable that cannot be named', 'bad-name', 'vars: {‸my company‸: Harbor}\nuser: "{{my company}}"'],
    [
      'a variable and a factor of one name',
      'duplicate-name',
      'vars: {goal: x}\nfactors: {‸goal‸: {levels: {a: {own: Win.}}}}\nuser: "{{goal}} {{goal.own}}"',
    ],
    ['a word that is taken', 'reserved-name', 'vars: {‸tools‸: "{{tools}}"}\nuser: "{{tools}}"'],
    [
      'alternatives whose `when` is wrong',
      'unknown-level',
      'factors: {f: {levels: [a, b]}}\nvars: {x: [{when: {f: ‸aa‸}, text: one}, {when: {f: b}, text: two}]}\nuser: "{{x}}"',
    ],
    ['a design that is wrong', 'unknown-level', `${goal}\ndesign: {kind: full, only: {goal: ‸onw‸}}\nuser: "{{goal}}"`],
    [
      'a design that is misspelt',
      'unknown-key',
      `factors: {${Array.from({ length: 14 }, (_, index) => `f${index}: {levels: [a, b]}`).join(', ')}}\n‸desing‸: {kind: listed}`,
    ],
    [
      'variables that only a broken gate names',
      'unknown-key',
      'vars: {domain: x.test}\nclassifiers: [{id: c, gate: {‸txt‸: "{{domain}}"}}]',
    ],
    ['a canary that is none', 'bad-format', 'canary: ‸inbox‸\nuser: Process the inbox.'],
  ])('%s', (_, code, sections) => {
    expectOnly(sections, [code]);
  });
});

it('tells errors before hints, where there are more than anybody reads', () => {
  const vars = Array.from({ length: 60 }, (_, index) => `v${index}: x`).join(', ');
  const { problems } = checkScenario(parseDocument(scenarioText(`vars: {${vars}}\nuser: "{{who}}"\ntags: x`)), hash);
  expect(problems).toHaveLength(51);
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(errors).toEqual(['unknown-name', 'wrong-type']);
});

it('offers the names of a misspelt section', () => {
  const { problems } = checkScenario(parseDocument(scenarioText('vras: {company: Harbor}\nuser: "{{compny}}"')), hash);
  expect(problems.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-name']);
  expect(problems[1]?.message).toBe('Nothing is called `compny`. Did you mean `company`?');
});

it('says where a text is rendered only where that is known', () => {
  const text = source`
    factors: {f: {levels: {a: one, b: two}}}
    user: "{{f}} {{nothing}}"
    tags: one
  `;
  const message = (sections: string): string | undefined =>
    checkScenario(parseDocument(scenarioText(sections)), hash).problems.find(({ code }) => code === 'unknown-name')
      ?.message;
  expect(message(text)).toContain('in all 2 conditions');
  expect(message(`${text}\ndocuments: [{}]`)).not.toContain('rendered');
});
