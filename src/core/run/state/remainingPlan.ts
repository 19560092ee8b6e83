import type { PlannedTrials } from '../../trial/trials.ts';
import type { RunState } from './runState.ts';

/** The trials of a plan that a run has not completed and graded; those that failed or were stopped are tried again. */
export function remainingPlan(plan: PlannedTrials, state: RunState): PlannedTrials {
  const isDone = (id: string): boolean => {
    const record = state.trial(id);
    return record?.state === 'completed' && !record.verdictsAt.includes(null);
  };
  let done = 0;
  for (const { id } of state.trials()) if (isDone(id)) done++;
  return {
    count: plan.count - done,
    conditions: plan.conditions,
    models: plan.models,
    samples: plan.samples,
    *trials(together) {
      for (const trial of plan.trials(together)) if (!isDone(trial.id)) yield trial;
    },
  };
}
