import type { JournalEvent } from '../../core/run/journal/journal.ts';
import type { RunState } from '../../core/run/state/runState.ts';
import type { TrialRecord } from '../../core/run/state/trialRecord.ts';
import type { JudgeAnswer, Verdict } from '../../core/verdict/verdict.ts';
import type { InspectScore } from './inspectTypes.ts';

/** The verdicts that count in a rate. What was left out has no score, so that no metric takes it for one. */
export function inspectScores(events: readonly JournalEvent[]): Readonly<Record<string, InspectScore>> {
  const graded = verdictsOf(events).filter(({ status }) => status === 'graded');
  return Object.fromEntries(graded.map((verdict) => [verdict.classifier, score(verdict)]));
}

function score({ label, positive, reason, judge, gate, evidence }: Verdict): InspectScore {
  const explanation = [reason, judge?.reason ?? ''].filter((text) => text !== '').join('\n\n');
  return {
    value: label ?? positive === true,
    ...(label !== null && { answer: label }),
    ...(explanation !== '' && { explanation }),
    metadata: {
      positive,
      gate,
      judge: judge && judgeOf(judge),
      evidence: evidence.map(({ by, quote, pointer }) => ({ by, quote, pointer })),
    },
    history: [],
  };
}

/** Each vote too, where it was asked several times. */
function judgeOf({ model, label, reason, usage, votes }: JudgeAnswer) {
  return { model, label, reason, usage, ...(votes && { votes: votes.map((vote) => vote.label) }) };
}

/** Why a trial counts in no rate, by classifier. */
export function leftOutVerdicts(
  { scenario }: RunState,
  { verdicts }: TrialRecord,
  events: readonly JournalEvent[],
): Readonly<Record<string, { readonly status: string; readonly reason: string | null }>> {
  const kept = verdictsOf(events);
  return Object.fromEntries(
    scenario.classifiers.flatMap(({ id }, index) => {
      const status = verdicts[index]?.status ?? 'not_run';
      const reason = kept.findLast(({ classifier }) => classifier === id)?.reason ?? null;
      return status === 'graded' ? [] : [[id, { status, reason }] as const];
    }),
  );
}

function verdictsOf(events: readonly JournalEvent[]): readonly Verdict[] {
  return events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
}
