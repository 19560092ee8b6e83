import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, or null where none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  return nearestFirst(name, candidates)[0] ?? null;
}

const mostOffered = 3;

/**
 * The candidates that may be meant, nearest first: up to a third of the letters may differ (one, for the shortest names), two
 * letters that changed places count as one, letter case counts less than any letter.
 */
export function nearestFirst(name: string, candidates: Iterable<string>): readonly string[] {
  // A name is at most 100 characters long; what is much longer is no misspelling of one, and its distance costs time.
  if (name.length > 150) return [];
  const most = Math.max(1, Math.floor(name.length / 3)) + 1;
  const near: { readonly candidate: string; readonly apart: number }[] = [];
  let tried = 0;
  for (const candidate of candidates) {
    if (tried++ === 1000) break;
    const apart = Math.min(difference(name, candidate), difference(name.toLowerCase(), candidate.toLowerCase()) + 0.5);
    if (apart < most) near.push({ candidate, apart });
  }
  near.sort((one, other) => one.apart - other.apart);
  return near.slice(0, mostOffered).map(({ candidate }) => candidate);
}

function difference(name: string, other: string): number {
  const apart = distance(name, other);
  const isSwap = apart === 2 && name.length === other.length && sorted(name) === sorted(other);
  return isSwap ? 1 : apart;
}

function sorted(name: string): string {
  return Array.from(name).sort().join('');
}

/** «`a`, `b` and `c`»; long lists are cut, because nobody reads a message of forty names. */
export function list(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop();
  if (last === undefined) return 'none';
  return shown.length === 0 ? last : `${shown.join(', ')} ${word} ${last}`;
}
