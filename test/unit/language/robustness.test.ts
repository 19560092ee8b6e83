import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { offset, textRange } from '../../../src/core/text/range.ts';
import { completionsAt } from '../../../src/language/completion/complete.ts';
import { readHeading } from '../../../src/language/heading.ts';
import { hoverAt } from '../../../src/language/hover/hover.ts';
import { fileLinks } from '../../../src/language/links.ts';
import { indexNames } from '../../../src/language/nameIndex.ts';
import { definitionsAt, highlightsAt, referencesAt } from '../../../src/language/navigation.ts';
import { renameAt } from '../../../src/language/rename.ts';
import { outline, type OutlineSymbol } from '../../../src/language/symbols.ts';
import { templateTokens } from '../../../src/language/templateTokens.ts';
import { variationOf } from '../../../src/language/variation.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';

const pieces = [
  '{{',
  '}}',
  '\\{{',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '*x',
  '&x ',
  '|',
  '>',
  '\t',
  '#',
];
const edit = fc.record({
  at: fc.nat({ max: 30_000 }),
  cut: fc.nat({ max: 40 }),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
});

function edited(text: string, edits: readonly { at: number; cut: number; insert: string }[]): string {
  return edits.reduce((changed, { at, cut, insert }) => {
    const start = at % (changed.length + 1);
    return changed.slice(0, start) + insert + changed.slice(start + cut);
  }, text);
}

function symbolsIn(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...symbolsIn(symbol.children)]);
}

describe.each(exampleNames)('for any edits of the %s example', (example) => {
  const original = exampleText(example);

  it('nothing throws at any offset, and every range is in the text', () => {
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (edits, ats) => {
          const text = edited(original, edits);
          const document = parseDocument(text);
          const { definitions, references } = indexNames(document);
          const { scenario, conditions, problems } = check(text);
          const ranges = [
            ...definitions.map(({ range }) => range),
            ...references.map(({ range }) => range),
            ...templateTokens(document).map(({ range }) => range),
            ...fileLinks(document).map(({ range }) => range),
            ...problems.flatMap(({ range, fixes = [] }) => [
              range,
              ...fixes.flatMap(({ edits }) => edits.map((each) => each.range)),
            ]),
            ...symbolsIn(outline(document)).flatMap(({ range, selection }) => [range, selection]),
          ];
          for (const { start, end } of ranges) {
            expect(start).toBeLessThanOrEqual(end);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          for (const { name, range, selection } of symbolsIn(outline(document))) {
            expect(name).not.toBe('');
            expect(range.start <= selection.start && selection.end <= range.end).toBe(true);
          }
          readHeading(text);
          for (const at of ats.map((each) => offset(each % (text.length + 1)))) {
            definitionsAt(document, at);
            highlightsAt(document, at);
            referencesAt(document, at, { withDefinitions: true });
            renameAt(document, at, 'renamed');
            variationOf(document, textRange(at, Math.min(text.length, at + 20)));
            hoverAt({ document, scenario, conditions, lastRun: null, describeModel: () => null }, at);
            const models = { recent: [], scripted: [], replays: [], vscode: [] };
            for (const { replacing, inserting } of completionsAt({ text, documents: [document], models }, at)) {
              expect(replacing.start).toBe(inserting.start);
              expect(replacing.start <= at && at <= replacing.end && replacing.end <= text.length).toBe(true);
              expect(text.slice(replacing.start, replacing.end)).not.toContain('\n');
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
