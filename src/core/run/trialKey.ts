import type { Trial } from '../trial/trial.ts';
import type { TrialKey } from './journal/journal.ts';

export function keyOf({ id, condition, model, repetition }: Trial): TrialKey {
  return { trial: id, condition: condition.id, model: model.reference, repetition };
}
