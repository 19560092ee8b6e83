import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { offset, type TextRange } from '../../../src/core/text/range.ts';
import { definitionsAt, highlightsAt, referencesAt } from '../../../src/language/navigation.ts';
import { readMarks, showRanges } from '../../support/languageCases/base.ts';
import { definitionCases } from '../../support/languageCases/definitions.ts';
import { referenceCases } from '../../support/languageCases/references.ts';

function pairs(ranges: readonly TextRange[]): readonly (readonly [number, number])[] {
  return ranges.map(({ start, end }) => [start, end] as const);
}

describe('go to definition', () => {
  it.each(definitionCases)('$name', ({ source }) => {
    const { text, at, ranges } = readMarks(source);
    const targets = definitionsAt(parseDocument(text), offset(at))?.targets ?? [];
    expect(showRanges(text, pairs(targets.map(({ selection }) => selection)))).toBe(showRanges(text, ranges));
    for (const { range, selection } of targets) {
      expect(range.start).toBeLessThanOrEqual(selection.start);
      expect(range.end).toBeGreaterThanOrEqual(selection.end);
    }
  });
});

describe('find references', () => {
  it.each(referenceCases)('$name', ({ source }) => {
    const { text, at, ranges } = readMarks(source);
    const document = parseDocument(text);
    const found = referencesAt(document, offset(at), { withDefinitions: true });
    expect(showRanges(text, pairs(found))).toBe(showRanges(text, ranges));
    expect(highlightsAt(document, offset(at)).map(({ range }) => range)).toEqual(found);
  });

  it.each(referenceCases)('gives the same from every place of it: $name', ({ source }) => {
    const { text, ranges } = readMarks(source);
    const document = parseDocument(text);
    for (const [start] of ranges) {
      expect(pairs(referencesAt(document, offset(start), { withDefinitions: true }))).toEqual(ranges);
    }
  });

  it('leaves out the definitions where they are not asked for', () => {
    const { text, at } = readMarks('vars: {a‸b: x}\nsystem: "{{ab}}"\n');
    const found = referencesAt(parseDocument(text), offset(at), { withDefinitions: false });
    expect(showRanges(text, pairs(found))).toBe('vars: {ab: x}\nsystem: "{{«ab»}}"\n');
  });
});
