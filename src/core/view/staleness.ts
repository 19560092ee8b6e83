import type { ManifestCondition, RunManifest } from '../run/manifest.ts';
import type { Condition } from '../trial/trial.ts';

/**
 * Whether a file still sends all that a run of it sent: each of the run's conditions is in the design, and its text is the
 * same to the last character. Conditions that were added since take nothing away from what was run.
 */
export function stillSends({ conditions }: Pick<RunManifest, 'conditions'>, now: readonly Condition[]): boolean {
  const byId = new Map(now.map((condition) => [condition.id, condition]));
  return conditions.every((then) => {
    const condition = byId.get(then.id);
    return condition !== undefined && sendsSame(then, condition);
  });
}

function sendsSame({ system, messages }: ManifestCondition, { prompt }: Condition): boolean {
  return (
    (prompt.system?.text ?? null) === system &&
    prompt.messages.length === messages.length &&
    prompt.messages.every(({ content }, index) => content.text === messages[index]?.content)
  );
}
