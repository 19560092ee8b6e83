import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indexOf,
  noPages,
  outdated,
  pageSize,
  received,
  request,
  rowAt,
  type TrialPages,
} from '../../../media/trialPages.ts';
import { trialRows } from './factories.ts';

/** Asks and lets every request be answered by a list of `total` rows, until nothing more is asked for. */
function load(
  pages: TrialPages,
  total: number,
  also: number | null = null,
): { readonly pages: TrialPages; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let next = 1;
  let current = pages;
  for (;;) {
    const step = request(current, also, next);
    current = step.pages;
    if (step.asked.length === 0) return { pages: current, offsets };
    next += step.asked.length;
    for (const { request: number, offset } of step.asked) {
      offsets.push(offset);
      current = received(current, number, total, trialRows(total, offset, pageSize)) ?? current;
    }
  }
}

describe('the pages of a list', () => {
  it.each([0, 1, pageSize, pageSize + 1])('of %i rows are asked for once', (total) => {
    expect(load({ ...noPages, inSight: [0, 500] }, total).offsets.length).toBe(
      Math.max(1, Math.ceil(total / pageSize)),
    );
  });

  it('begin with the first', () => {
    expect(load(noPages, 1000).offsets).toEqual([0]);
  });

  it('hold what is in sight', () => {
    const { pages } = load({ ...load(noPages, 1000).pages, inSight: [190, 310] }, 1000);
    expect([190, 250, 309].map((index) => rowAt(pages, index)?.repetition)).toEqual([191, 251, 310]);
    expect(rowAt(pages, 700)).toBeNull();
  });

  it('hold the row under the keys too', () => {
    const { pages } = load(load(noPages, 1000).pages, 1000, 950);
    expect(rowAt(pages, 950)?.repetition).toBe(951);
  });

  it('are not asked for twice while a request is under way', () => {
    const first = request(noPages, null, 1);
    expect(request(first.pages, null, 2).asked).toEqual([]);
  });

  it('are asked for again when the run went on, also if it did so while a request was under way', () => {
    const { pages } = load(noPages, 50);
    expect(request(outdated(pages), null, 9).asked).toEqual([{ request: 9, offset: 0 }]);
    const underWay = outdated(request(noPages, null, 1).pages);
    const answered = received(underWay, 1, 50, trialRows(50));
    expect(answered && request(answered, null, 2).asked).toEqual([{ request: 2, offset: 0 }]);
  });

  it('keep showing what they had meanwhile', () => {
    const { pages } = load(noPages, 50);
    expect(rowAt(outdated(pages), 7)?.repetition).toBe(8);
  });

  it('ignore an answer that nobody waits for', () => {
    expect(received(noPages, 99, 10, trialRows(10))).toBeNull();
  });

  it('find a trial again', () => {
    const rows = trialRows(300);
    const { pages } = load({ ...load(noPages, 300).pages, inSight: [100, 200] }, 300);
    expect(indexOf(pages, rows[150]?.trial ?? '')).toBe(150);
    expect(indexOf(pages, 'another')).toBeNull();
  });

  it('stay few however far a reader scrolls, and what is in sight is among them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_900 }), { minLength: 30, maxLength: 60 }), (places) => {
        const total = 100_000;
        const pages = places.reduce(
          (before, from) => load({ ...before, inSight: [from, from + 60] }, total).pages,
          load(noPages, total).pages,
        );
        expect(pages.rows.size).toBeLessThanOrEqual(20);
        expect(rowAt(pages, places.at(-1) ?? 0)).not.toBeNull();
      }),
      { numRuns: 10 },
    );
  });
});
