import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { readScenario } from '../../../src/core/scenario/readScenario.ts';
import { scenarioText } from '../../support/scenarios.ts';

/** Keys and words of the format in places where they need not belong, so that the rules are reached and not only the schema. */
const word = fc.constantFrom(
  ...'id user run factors levels baseline ordered design kind conditions only when documents to from body tools use builtin input args tag classifiers gate judge labels positive negative otherwise decide any all not count of min sequence action where text matches outside expect classifier rate below contrast difference include vars models full listed one-at-a-time email mail.send both none a b yes scripted/a ( (?=x)'.split(
    ' ',
  ),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(word, fc.constantFrom('', 'x', '{{a}}'), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('readScenario', () => {
  it('answers for anything that YAML can hold, without an exception', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const document = parseDocument(stringify(value));
        const { scenario, problems } = readScenario(document);
        expect(scenario === null).toBe(problems.some(({ severity }) => severity === 'error'));
        for (const { range } of problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(document.text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('answers for anything in a section of a scenario', () => {
    const section = fc.constantFrom(
      'vars',
      'factors',
      'design',
      'system',
      'user',
      'layout',
      'documents',
      'tools',
      'run',
      'classifiers',
      'expect',
    );
    fc.assert(
      fc.property(fc.dictionary(section, anything, { minKeys: 1 }), (sections) => {
        const { scenario, problems } = readScenario(parseDocument(scenarioText(stringify(sections))));
        expect(scenario === null).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['', '# nothing', '[]', 'text', '1', 'a: [', '{{x}}', '--- a\n--- b'])('gives no scenario for %j', (text) => {
    const { scenario, problems } = readScenario(parseDocument(text));
    expect(scenario).toBeNull();
    expect(problems).not.toEqual([]);
  });

  it('lists as many problems as anybody reads, and is in error for those it does not list', () => {
    const references = Array.from(
      { length: 2000 },
      (_, index) => `  - {id: d${index}, kind: note, body: x, when: {goal: l${index}}}`,
    );
    const text = scenarioText(`factors: {goal: {levels: [none, own]}}\ndocuments:\n${references.join('\n')}`);
    const { scenario, problems } = readScenario(parseDocument(text));
    expect(scenario).toBeNull();
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toContain('1950 more');
  });
});
