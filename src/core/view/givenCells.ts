import type { RunState } from '../run/state/runState.ts';
import type { GivenLabel } from '../scenario/classifier.ts';
import type { Levels } from '../scenario/scenario.ts';
import type { Cell } from '../stats/summary.ts';
import { cellOf, createTally, type CountedVerdict } from '../stats/tally.ts';

/**
 * The cells of a classifier, of those transcripts alone to which others gave these labels. Where another gave none (its judge
 * failed, say), nobody knows whether the transcript belongs here: it is left out, for that one's reason.
 */
export function givenCells(state: RunState, classifier: string, given: readonly GivenLabel[]): readonly Cell[] {
  const { manifest, scenario } = state;
  const indexOf = (id: string): number => scenario.classifiers.findIndex((each) => each.id === id);
  const own = indexOf(classifier);
  const others = given.map(({ classifier: id, label }) => ({ index: indexOf(id), label }));
  const tallies = manifest.conditions.map(() => manifest.models.map(() => createTally()));
  for (const { condition, model, verdicts } of state.trials()) {
    const counted = countedOf(verdicts, own, others);
    if (counted !== null) tallies[condition]?.[model]?.add(counted);
  }
  return manifest.conditions.flatMap(({ id: condition, levels }, row) =>
    manifest.models.map(({ model }, column) =>
      cellOf(placeOf(condition, levels, model, classifier), tallies[row]?.[column] ?? createTally()),
    ),
  );
}

/** What of a transcript is counted; null where it has another label, or no verdict yet. */
function countedOf(
  verdicts: readonly (CountedVerdict | null)[],
  own: number,
  others: readonly { readonly index: number; readonly label: string }[],
): CountedVerdict | null {
  let unknown: CountedVerdict | null = null;
  for (const { index, label } of others) {
    const verdict = verdicts[index] ?? null;
    if (verdict === null) return null;
    if (verdict.status !== 'graded') unknown ??= verdict;
    else if (verdict.label !== label) return null;
  }
  return unknown ?? verdicts[own] ?? null;
}

function placeOf(condition: string, levels: Levels, model: string, classifier: string): Parameters<typeof cellOf>[0] {
  return { condition, levels, model, classifier };
}
