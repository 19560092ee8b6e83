import type { ManifestCondition, RunManifest } from '../run/manifest.ts';
import type { Classifier } from '../scenario/classifier.ts';
import { canonicalJson } from '../text/json.ts';
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

/**
 * Whether a file's classifiers are still those of a run, but for their titles and examples. A grading with other judges, or by some
 * classifiers alone, was meant to differ.
 */
export function sameRubric(
  { grading }: Pick<RunManifest, 'grading'>,
  then: readonly Classifier[],
  now: readonly Classifier[],
): boolean {
  if (grading !== undefined && (grading.judge !== null || grading.classifiers !== null)) return true;
  const form = (classifiers: readonly Classifier[]): string =>
    canonicalJson(classifiers.map(({ id, gate, judge, decide, labels }) => ({ id, gate, judge, decide, labels })));
  return form(then) === form(now);
}

function sendsSame({ system, messages }: ManifestCondition, { prompt }: Condition): boolean {
  return (
    (prompt.system?.text ?? null) === system &&
    prompt.messages.length === messages.length &&
    prompt.messages.every(({ content }, index) => content.text === messages[index]?.content)
  );
}
