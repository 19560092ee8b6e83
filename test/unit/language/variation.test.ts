import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { canonicalJson } from '../../../src/core/text/json.ts';
import { textRange } from '../../../src/core/text/range.ts';
import { checkScenario, type CheckedFile } from '../../../src/core/trial/check.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { templateTexts } from '../../../src/language/nameIndex/templateTexts.ts';
import { variationOf } from '../../../src/language/variation.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { exampleNames, exampleText } from '../../support/examples.ts';
import { variationCases } from '../../support/languageCases/variations.ts';
import { openTexts } from '../../support/memoryTexts.ts';
import { scenarioText } from '../../support/scenarios.ts';

/** The text after the variation of a selection; null where there is none. */
function vary(text: string, start: number, end: number): string | null {
  const variation = variationOf(parseDocument(text), textRange(start, end));
  return variation === null ? null : applyEdits(text, variation.edits);
}

function check(text: string): CheckedFile {
  return checkScenario(parseDocument(text), sha256);
}

/** What each choice of levels sends; those with the new factor at `with`, and without its name, where there is one. */
function prompts({ conditions }: CheckedFile): Readonly<Record<string, unknown>> {
  const sent = conditions.flatMap(({ levels, same, prompt }) =>
    [levels, ...same].map(({ 'variation-1': variation = 'with', ...others }) => {
      const { system, messages } = prompt;
      return { variation, others, text: [system?.text, ...messages.map(({ content }) => content.text)] };
    }),
  );
  const same = sent.filter(({ variation }) => variation === 'with');
  return Object.fromEntries(same.map(({ others, text }) => [canonicalJson(others), text]));
}

describe('a variation of', () => {
  it.each(variationCases)('$name', ({ source, fixed }) => {
    const [before = '', selected = '', after = ''] = source.split('‸');
    const start = before.length;
    expect(vary(before + selected + after, start, start + selected.length)).toBe(fixed);
  });

  it('says where its name stands in the prompt', () => {
    const text = scenarioText('system: Be good. Be brief.');
    const start = text.indexOf('Be brief');
    const variation = variationOf(parseDocument(text), textRange(start, start + 9));
    const after = applyEdits(text, variation?.edits ?? []);
    const nameAt = variation?.nameAt ?? 0;
    expect(after.slice(nameAt - 11, nameAt + 13)).toBe('Be good. {{variation-1}}');
  });
});

describe('a variation in a scenario of several files', () => {
  const fragment = 'vars:\n  line: Be good. Be brief.\n';
  const selectionIn = (text: string) => textRange(text.indexOf('Be brief'), text.indexOf('Be brief') + 9);

  it('is made in the fragment of the selection, with what a listed design needs in the scenario', async () => {
    const scenario = scenarioText(
      'include: [a.yaml]\nuser: "{{line}} {{goal}}"\nfactors: {goal: {baseline: none, levels: {none: "", some: Win.}}}\ndesign: {kind: listed, conditions: [{goal: none}, {goal: some}]}',
    );
    const document = await openTexts(scenario, { 'a.yaml': fragment });
    const variation = variationOf(parseDocument(fragment), selectionIn(fragment), document);
    const varied = applyEdits(fragment, variation?.edits ?? []);
    expect(varied).toContain('line: Be good. {{variation-1}}');
    expect(varied).toContain('factors:\n  variation-1:\n    baseline: with\n');
    const listed = applyEdits(scenario, variation?.inScenario ?? []);
    expect(listed).toContain('conditions: [{goal: none, variation-1: without}, {goal: none}, {goal: some}]');
    const before = checkScenario(document, sha256);
    const after = checkScenario(await openTexts(listed, { 'a.yaml': varied }), sha256);
    expect(after.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(prompts(after)).toEqual(prompts(before));
    expect(after.conditions).toHaveLength(3);
  });

  it('takes no name that another file has', async () => {
    const scenario = scenarioText('include: [a.yaml]\nsystem: Be good. Be brief.\nuser: "{{line}} {{variation-1}}"');
    const taken = `${fragment}  variation-1: Taken.\n`;
    const document = await openTexts(scenario, { 'a.yaml': taken });
    const variation = variationOf(parseDocument(scenario), selectionIn(scenario), document);
    expect(variation).toMatchObject({ name: 'variation-2', inScenario: [] });
    expect(applyEdits(scenario, variation?.edits ?? [])).toContain('system: Be good. {{variation-2}}');
  });
});

describe('whatever is selected', () => {
  const texts = exampleNames.map((name) => {
    const text = exampleText(name);
    const document = parseDocument(text);
    const places = templateTexts({ value: document.data, pointer: '' })
      .filter(({ pointer }) => /^\/(?:system|user|vars|documents\/\d+\/body)/.test(pointer))
      .map(({ pointer, text: { length } }) => document.stringRange(pointer, 0, length));
    return { text, places, before: prompts(check(text)) };
  });

  it('`with` sends what was sent before, in every condition', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 400 }),
        ({ text, places, before }, which, where, length) => {
          const place = places[Math.floor(which * (places.length - 1))] ?? textRange(0, 0);
          const start = place.start + Math.floor(where * (place.end - place.start));
          const varied = vary(text, start, Math.min(start + length, place.end));
          if (varied === null) return;
          const checked = check(varied);
          expect(checked.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(prompts(checked)).toEqual(before);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('in any style of scalar', () => {
  const word = fc.constantFrom(
    'a',
    'b c',
    '{{x}}',
    '{{w}}',
    '\\{{',
    ' ',
    '\n',
    '\n\n',
    '  ',
    '"',
    "'",
    '#',
    ': ',
    'é',
    '😀',
    '- d',
    '{',
  );
  const styled = fc.array(word, { minLength: 1, maxLength: 8 }).chain((words) => {
    const text = words.join('');
    const lines = text
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}`))
      .join('\n');
    return fc.constantFrom(
      `system: ${JSON.stringify(text)}`,
      `system: '${text.replaceAll("'", "''").replaceAll('\n', '\n  ')}'`,
      `system: |\n${lines}`,
      `system: |+\n${lines}\n\n`,
      `system: |1-\n${lines}`,
      `system: >\n${lines}`,
      `system: >-\n${lines}`,
      `system: ${text.replaceAll('\n', '\n  ')}`,
      `system: [{text: ${JSON.stringify(text)}}]`,
    );
  });

  it.each(['empty', 'text'])('`with` sends what was sent before, with names that stand for %s', (kind) => {
    const vars =
      kind === 'empty' ? 'vars: {x: "", w: "", z: "{{x}}{{w}}"}' : 'vars: {x: one, w: "two\\nthree", z: "{{x}}{{w}}"}';
    let applied = 0;
    fc.assert(
      fc.property(styled, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (section, from, length) => {
        const text = scenarioText(`${vars}\n${section}\nuser: "Go. {{z}}"\n`);
        const base = check(text);
        if (base.scenario === null) return;
        const start = text.indexOf('system:') + 8 + from;
        const varied = vary(text, start, Math.min(start + length, text.indexOf('\nuser:')));
        if (varied === null) return;
        applied++;
        const checked = check(varied);
        expect(
          checked.problems.filter(({ severity }) => severity === 'error'),
          varied,
        ).toEqual([]);
        expect(prompts(checked), varied).toEqual(prompts(base));
      }),
      { numRuns: 1_500 },
    );
    expect(applied).toBeGreaterThan(50);
  });
});
