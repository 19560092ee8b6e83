import type { RunSession } from '../../node/runSession.ts';

/** What a judge could not say, and of how many verdicts. */
export interface JudgeErrorCount {
  readonly classifier: string;
  readonly reason: string;
  readonly count: number;
}

/** Why judges gave no verdict, the most frequent first: a rate that lacks them is read with what is wrong with its judge. */
export async function judgeErrors({
  state,
  trialEvents,
}: Pick<RunSession, 'state' | 'trialEvents'>): Promise<readonly JudgeErrorCount[]> {
  const counts = new Map<string, JudgeErrorCount>();
  for (const { id, verdicts } of state.trials()) {
    if (!verdicts.some((verdict) => verdict?.status === 'judge_error')) continue;
    for (const event of await trialEvents(id)) {
      if (event.type !== 'verdict' || event.verdict.status !== 'judge_error') continue;
      const { classifier, reason } = event.verdict;
      const key = `${classifier} ${reason}`;
      counts.set(key, { classifier, reason, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
