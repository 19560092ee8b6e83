import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageCost, pagesUntil, textPage } from '../../../media/textPage.ts';
import type { MarkedText } from '../../../media/viewTypes.ts';
import { written } from '../../../media/visibleText.ts';

function shown(text: MarkedText, budget: number): string {
  return textPage(text, budget)
    .stretches.flatMap(({ pieces }) => pieces.map(written))
    .join('');
}

const marked: MarkedText = [
  { text: 'He sent ', marks: [] },
  { text: 'the design', marks: [1] },
  { text: ' to the rival', marks: [1, 2] },
  { text: '.', marks: [] },
];

describe('a page of a text', () => {
  it('holds a short text whole', () => {
    expect(shown(marked, pageCost)).toBe('He sent the design to the rival.');
    expect(textPage(marked, pageCost).rest).toBe(0);
  });

  it('numbers evidence where it ends', () => {
    expect(textPage(marked, pageCost).stretches.map(({ ends }) => ends)).toEqual([[], [], [1, 2], []]);
  });

  it('does not number evidence that goes on in the next page', () => {
    const long: MarkedText = [{ text: 'x'.repeat(500), marks: [1] }];
    expect(textPage(long, 100).stretches.at(-1)?.ends).toEqual([]);
  });

  it.each([
    ['one line of 5 MB', [{ text: 'x'.repeat(5_000_000), marks: [] }]],
    ['100,000 stretches', Array.from({ length: 100_000 }, (_, index) => ({ text: 'x', marks: [index] }))],
    ['500,000 characters that are written out', [{ text: '\u200B\u202E'.repeat(250_000), marks: [] }]],
  ] satisfies [string, MarkedText][])('is bounded for %s', (_, text) => {
    const { stretches, rest } = textPage(text, pageCost);
    const elements = stretches.length + stretches.flatMap(({ pieces }) => pieces).length;
    expect(elements).toBeLessThan(pageCost / 4);
    expect(shown(text, pageCost).length).toBeLessThan(pageCost * 2);
    expect(rest).toBeGreaterThan(0);
  });

  it('never shows half of a surrogate pair', () => {
    const text: MarkedText = [{ text: '😀'.repeat(40), marks: [] }];
    for (let budget = 11; budget < 40; budget++) expect(shown(text, budget)).toMatch(/^(😀)*$/u);
  });

  it('shows all of any text in the end, and counts what is left', () => {
    const texts = fc.array(
      fc.record({ text: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), marks: fc.constant([]) }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 400 }), (text, budget) => {
        const length = text.reduce((sum, each) => sum + each.text.length, 0);
        expect(textPage(text, Number.MAX_SAFE_INTEGER).rest).toBe(0);
        expect(textPage(text, budget).rest).toBeLessThanOrEqual(length);
        expect(textPage(text, budget * 2).rest).toBeLessThanOrEqual(textPage(text, budget).rest);
      }),
    );
  });
});

describe('the pages until a mark', () => {
  const far: MarkedText = [
    { text: 'x'.repeat(pageCost * 5), marks: [] },
    { text: 'evidence', marks: [7] },
  ];

  it('are one for a mark at the beginning', () => {
    expect(pagesUntil(marked, 1)).toBe(1);
  });

  it('show a mark far down', () => {
    const pages = pagesUntil(far, 7) ?? 0;
    expect(textPage(far, pages * pageCost).stretches.at(-1)?.marks).toEqual([7]);
  });

  it('are none for a mark of another text', () => {
    expect(pagesUntil(far, 8)).toBeNull();
  });
});
