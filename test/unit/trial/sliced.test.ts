import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario, checkScenarioSliced, checkSteps } from '../../../src/core/trial/check.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { hash } from './support.ts';

function slicesOf(sections: string): {
  readonly slices: number;
  readonly conditions: number;
  readonly codes: readonly string[];
} {
  const steps = checkSteps(parseDocument(scenarioText(sections)), hash);
  for (let slices = 1; ; slices++) {
    const step = steps.next();
    if (!step.done) continue;
    const { conditions, problems } = step.value;
    return { slices, conditions: conditions.length, codes: [...new Set(problems.map(({ code }) => code))] };
  }
}

function repeated(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join('\n');
}

const prose = 'The pilot of the second ferry has asked for another berth. '.repeat(520);
const tenThousand = `factors:\n${['a', 'b', 'c', 'd']
  .map((name) => `  ${name}:\n    levels:\n${repeated(10, (index) => `      l${index}: ${name} ${index}`)}`)
  .join('\n')}`;

describe('work is done in slices', () => {
  // None of these took less than forty milliseconds in one go.
  it.each([
    ['ten thousand conditions with prompts of 30 KB', `${tenThousand}\nuser: "{{a}} {{b}} {{c}} {{d}} ${prose}"`, 50],
    ['as many that send the same', `${tenThousand}\nuser: "{{a}} ${prose}"`, 50],
    ['as many with an unknown name', `${tenThousand}\nuser: "{{a}} {{b}} {{c}} {{d}} {{e}} ${prose}"`, 50],
    ['forty thousand variables', `vars:\n${repeated(40_000, (index) => `  v${index}: x`)}`, 50],
    [
      'a chain of forty thousand variables',
      `vars:\n${repeated(40_000, (index) => `  v${index}: "{{v${index + 1}}}"`)}\n  v40000: x`,
      50,
    ],
    [
      'seven thousand documents',
      `user: "{{documents}}"\ndocuments:\n${repeated(6_900, (index) => `  - {id: d${index}, kind: note, body: x}`)}`,
      50,
    ],
    [
      'a gate of sixteen thousand clauses',
      `classifiers:\n  - id: c\n    gate:\n      any:\n${repeated(16_000, (index) => `        - text: w${index}`)}`,
      50,
    ],
    [
      'one text with a hundred thousand names',
      `vars: {x: y}\nuser: |\n${repeated(33_000, () => '  {{x}} {{x}} {{x}}')}`,
      25,
    ],
    [
      'forty thousand labels',
      `classifiers:\n  - id: c\n    gate: {text: x}\n    labels:\n      negative: [none]\n      otherwise: none\n      positive:\n${repeated(40_000, (index) => `        - l${index}`)}`,
      20,
    ],
    [
      'five thousand parts that are not supported',
      `user: "{{documents}}"\ndocuments:\n${repeated(4_800, (index) => `  - {id: d${index}, kind: note, body: x, attachments: [a]}`)}`,
      20,
    ],
  ])('%s', (_, sections, least) => {
    expect(slicesOf(sections).slices).toBeGreaterThan(least);
  });

  it.each(exampleNames)('an example takes a few: %s', (name) => {
    const steps = checkSteps(parseDocument(exampleText(name)), hash);
    let slices = 1;
    while (!steps.next().done) slices++;
    expect(slices).toBeLessThan(20);
    expect(check(exampleText(name)).scenario).not.toBeNull();
  });
});

describe('no file makes it work without end', () => {
  it.each([
    [
      'unknown names among as many known ones',
      `vars:\n${repeated(20_000, (index) => `  v${index}: x`)}\nuser: |\n${repeated(20_000, (index) => `  {{w${index}}}`)}`,
      ['more-problems', 'unknown-name'],
    ],
    ['one unknown name, very often', `user: |\n${repeated(40_000, () => '  {{x}} {{x}}')}`, ['unknown-name']],
    [
      'one id for all documents',
      `user: "{{documents}}"\ndocuments:\n${repeated(6_900, () => '  - {id: d, kind: note, body: x}')}`,
      ['duplicate-id', 'more-problems'],
    ],
    [
      'a name in each line of a prompt that varies',
      `${tenThousand}\nuser: |\n${repeated(400, () => '  {{a}}{{b}}{{c}}{{d}}')}`,
      ['design-too-large'],
    ],
  ])('%s', (_, sections, codes) => {
    expect(slicesOf(sections).codes).toEqual(codes);
  });
});

it('is the same in slices as in one go', async () => {
  const word = fc.constantFrom('a', 'b', 'goal', '{{a}}', '{{goal}} x', '{{b}}{{c}}', '{{documents}}', '{{ }}', '');
  const text = fc.oneof(
    word,
    fc.record({ when: fc.constantFrom('{goal: own}', '{goal: x}', '{gaol: own}'), text: word }),
  );
  const yaml = (value: unknown): string =>
    typeof value === 'string'
      ? JSON.stringify(value)
      : `[{when: ${(value as { when: string }).when}, text: ${JSON.stringify((value as { text: string }).text)}}, {text: z}]`;
  const sections = fc.record({
    vars: fc.dictionary(fc.constantFrom('a', 'b', 'c'), text),
    user: text,
    bodies: fc.array(text, { maxLength: 4 }),
    stray: fc.constantFrom('', 'titel: x\n', 'vras: {c: d}\n', 'tags: x\n'),
  });
  await fc.assert(
    fc.asyncProperty(sections, async ({ vars, user, bodies, stray }) => {
      const pairs = Object.entries(vars).map(([name, value]) => `${name}: ${yaml(value)}`);
      const documents = bodies.map((body, index) => `{id: d${index}, kind: note, body: ${yaml(body)}}`);
      const document = parseDocument(
        scenarioText(
          `${stray}vars: {${pairs.join(', ')}}\nfactors: {goal: {levels: {none: "", own: Win.}}}\nuser: ${yaml(user)}\ndocuments: [${documents.join(', ')}]`,
        ),
      );
      const sliced = await checkScenarioSliced(document, hash, () => Promise.resolve());
      expect(JSON.stringify(sliced)).toBe(JSON.stringify(checkScenario(document, hash)));
    }),
    { numRuns: 300 },
  );
});
