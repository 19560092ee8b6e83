import type { Problem } from '../text/problem.ts';
import { limits } from './limits.ts';

/** In the order of the text, each once; after the first 50, one more that says how many are not listed. */
export function listProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const seen = new Set<string>();
  const distinct = sorted.filter(({ code, range, message }) => {
    const key = `${range.start}:${range.end}:${code}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
  const next = distinct[limits.problems];
  if (!next) return distinct;
  const left = distinct.length - limits.problems;
  const message = `…and ${left} more ${left === 1 ? 'problem' : 'problems'} from here on. Solve those above first: many follow from one.`;
  return [...distinct.slice(0, limits.problems), { ...next, code: 'more-problems', message, fixes: [], related: [] }];
}
