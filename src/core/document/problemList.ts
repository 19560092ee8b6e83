import type { Problem, Severity } from '../text/problem.ts';
import { limits } from './limits.ts';

/**
 * In the order of the text, each once; of more than 50 the gravest, and one more that says how many are not listed.
 * `unlisted` counts those that were left out before.
 */
export function listProblems(problems: readonly Problem[], unlisted = 0): readonly Problem[] {
  const found = each(problems.toSorted(byPlace));
  if (found.length <= limits.problems) return found;
  const gravest = found.toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity));
  const left = gravest.slice(limits.problems).sort(byPlace);
  const [next] = left;
  const listed = gravest.slice(0, limits.problems).sort(byPlace);
  return next === undefined ? listed : [...listed, moreProblems(next, left.length + unlisted)].sort(byPlace);
}

const gravity: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function byPlace(a: Problem, b: Problem): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}

function each(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, range, message }) => {
    const key = `${range.start}:${range.end}:${code}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function moreProblems(next: Problem, count: number): Problem {
  const message = `…and ${count} more from here on. Solve those above first: many follow from one.`;
  return { ...next, code: 'more-problems', message, fixes: [], related: [] };
}
