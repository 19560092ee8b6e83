import type { TrialRow } from './viewTypes.ts';

/** The rows of a list that may be long: pages of them as they are needed, asked for again when the run went on. */
export interface TrialPages {
  /** Null until the first page has come. */
  readonly total: number | null;
  readonly rows: ReadonlyMap<number, readonly TrialRow[]>;
  /** Pages that may have changed since they were asked for. */
  readonly stale: ReadonlySet<number>;
  /** Requests under way, and the page that each is for. */
  readonly pending: ReadonlyMap<number, number>;
  /** The rows that are in sight, half-open. */
  readonly inSight: readonly [from: number, to: number];
}

export const pageSize = 100;
/** Requests under way at once: who scrolls past a page does not wait for it. What is in sight then is asked for when one is answered. */
const mostPending = 2;
/** Pages kept; what is further away is asked for again. */
const kept = 20;

export const noPages: TrialPages = {
  total: null,
  rows: new Map(),
  stale: new Set(),
  pending: new Map(),
  inSight: [0, 1],
};

export function rowAt(pages: TrialPages, index: number): TrialRow | null {
  return pages.rows.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;
}

/** Where a trial stands now; null if no loaded page holds it. */
export function indexOf(pages: TrialPages, trial: string): number | null {
  for (const [page, rows] of pages.rows) {
    const index = rows.findIndex((row) => row.trial === trial);
    if (index >= 0) return page * pageSize + index;
  }
  return null;
}

/** The run went on: every page may have changed. */
export function outdated(pages: TrialPages): TrialPages {
  return { ...pages, stale: new Set([...pages.rows.keys(), ...pages.pending.values()]) };
}

/** Asks for what is in sight, or for the row `also`, and is not there. Requests are numbered from `nextRequest`. */
export function request(
  pages: TrialPages,
  also: number | null,
  nextRequest: number,
): { readonly pages: TrialPages; readonly asked: readonly { readonly request: number; readonly offset: number }[] } {
  const underWay = new Set(pages.pending.values());
  const needed = neededPages(pages, also)
    .filter((page) => !underWay.has(page) && (!pages.rows.has(page) || pages.stale.has(page)))
    .slice(0, Math.max(0, mostPending - underWay.size));
  const asked = needed.map((page, index) => ({ request: nextRequest + index, offset: page * pageSize }));
  return {
    asked,
    pages: {
      ...pages,
      stale: new Set([...pages.stale].filter((page) => !needed.includes(page))),
      pending: new Map([...pages.pending, ...needed.map((page, index) => [nextRequest + index, page] as const)]),
    },
  };
}

/** A page that came; null if nobody asked for it any more. */
export function received(
  pages: TrialPages,
  answered: number,
  total: number,
  rows: readonly TrialRow[],
): TrialPages | null {
  const page = pages.pending.get(answered);
  if (page === undefined) return null;
  const pending = new Map(pages.pending);
  pending.delete(answered);
  const [from, to] = pages.inSight;
  const middle = (from + to) / 2 / pageSize;
  const nearest = [...pages.rows, [page, rows] as const]
    // Also of an empty list the first page is one that has come: it must not be asked for again and again.
    .filter(([at]) => at === 0 || at * pageSize < total)
    .sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle))
    .slice(0, kept);
  return { ...pages, total, pending, rows: new Map(nearest) };
}

function neededPages({ inSight: [from, to], total }: TrialPages, also: number | null): readonly number[] {
  const last = total === null ? 0 : Math.max(0, Math.ceil(total / pageSize) - 1);
  const pages = new Set<number>(also === null ? [] : [Math.min(last, Math.floor(also / pageSize))]);
  for (
    let page = Math.floor(from / pageSize);
    page <= Math.min(last, Math.floor(Math.max(from, to - 1) / pageSize));
    page++
  )
    pages.add(page);
  return [...pages];
}
