import type { Problem } from '../text/problem.ts';

/** Takes problems, and words no more of them than anybody reads: wording one can cost more than finding it. */
export interface ProblemSink {
  add(word: () => Problem): void;
  readonly problems: readonly Problem[];
  /** Those that were not worded. */
  readonly unlisted: number;
}

/** More than are ever listed, so that those that stand first in the text are most likely among them. */
const most = 100;

export function createProblemSink(): ProblemSink {
  const problems: Problem[] = [];
  const sink = {
    problems,
    unlisted: 0,
    add(word: () => Problem): void {
      if (problems.length < most) problems.push(word());
      else sink.unlisted++;
    },
  };
  return sink;
}
