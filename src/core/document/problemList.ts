import type { Problem } from '../text/problem.ts';
import { limits } from './limits.ts';

/**
 * In the order of the text, each once; after the first 50, one more that says how many are not listed. `unlisted` counts
 * those that were left out before.
 */
export function listProblems(problems: readonly Problem[], unlisted = 0): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const seen = new Set<string>();
  const listed: Problem[] = [];
  for (const [index, problem] of sorted.entries()) {
    const { code, range, message } = problem;
    const key = `${range.start}:${range.end}:${code}:${message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (listed.length === limits.problems) return [...listed, moreProblems(problem, sorted.length - index + unlisted)];
    listed.push(problem);
  }
  return listed;
}

function moreProblems(next: Problem, count: number): Problem {
  const message = `…and ${count} more from here on. Solve those above first: many follow from one.`;
  return { ...next, code: 'more-problems', message, fixes: [], related: [] };
}
