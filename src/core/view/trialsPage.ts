import type { RunState } from '../run/state/runState.ts';
import type { TrialRecord } from '../run/state/trialRecord.ts';
import type { CountedVerdict } from '../stats/tally.ts';
import { assertNever } from '../text/assertNever.ts';
import type { Review } from '../verdict/review.ts';
import type { TrialFilter, TrialRow, TrialsPage } from './views.ts';

/**
 * One page of the trials that the filter keeps: those that ended, in that order, then those under way. What transcripts say is not
 * known here: with a text in the filter, `hasText` are those that were found until now.
 */
export function trialsPage(
  state: RunState,
  filter: TrialFilter,
  offset: number,
  limit: number,
  hasText: ReadonlySet<string> | null = null,
): TrialsPage {
  const keeps = filterOf(state, filter);
  const rows: TrialRow[] = [];
  let total = 0;
  for (const record of state.trials()) {
    if (!keeps(record) || (hasText !== null && !hasText.has(record.id))) continue;
    if (total >= offset && rows.length < limit) rows.push(trialRow(state, record));
    total++;
  }
  return { total, offset, rows };
}

export function trialRow(state: RunState, record: TrialRecord): TrialRow {
  const { scenario, questions, reviews } = state;
  return {
    ...trialPlace(state, record),
    state: record.state === 'running' && questions.isOpen(record.id) ? 'waiting' : record.state,
    actions: record.actions,
    verdicts: scenario.classifiers.flatMap(({ id: classifier }, index) => {
      const verdict = record.verdicts[index] ?? null;
      return verdict === null ? [] : [{ classifier, ...verdict }];
    }),
    reviews: scenario.classifiers.flatMap(({ id }) => reviews.of(record.id, id) ?? []),
  };
}

/** Which trial it is. */
export function trialPlace(
  { manifest }: Pick<RunState, 'manifest'>,
  record: TrialRecord,
): Pick<TrialRow, 'trial' | 'condition' | 'levels' | 'model' | 'repetition'> {
  const condition = manifest.conditions[record.condition];
  return {
    trial: record.id,
    condition: condition?.id ?? '',
    levels: condition?.levels ?? {},
    model: manifest.models[record.model]?.model ?? '',
    repetition: record.repetition,
  };
}

function filterOf({ manifest, scenario, reviews }: RunState, filter: TrialFilter): (record: TrialRecord) => boolean {
  const { condition, model, classifier, verdict, only: special } = filter;
  const only = classifier === undefined ? null : scenario.classifiers.findIndex(({ id }) => id === classifier);
  return (record) => {
    if (condition !== undefined && manifest.conditions[record.condition]?.id !== condition) return false;
    if (model !== undefined && manifest.models[record.model]?.model !== model) return false;
    if (special !== undefined && only !== null && classifier !== undefined) {
      const review = reviews.of(record.id, classifier);
      if (!isSpecial(special, record, record.verdicts[only] ?? null, review)) return false;
    }
    if (verdict === undefined) return true;
    const verdicts = only === null ? record.verdicts : [record.verdicts[only] ?? null];
    return verdicts.some((each) => each !== null && kindOf(each) === verdict);
  };
}

function isSpecial(
  special: NonNullable<TrialFilter['only']>,
  { state }: TrialRecord,
  verdict: CountedVerdict | null,
  review: Review | null,
): boolean {
  if (state !== 'completed') return false;
  switch (special) {
    case 'unreviewed':
      return review === null || review.positive === null;
    case 'disagreed':
      return disagrees(review, verdict);
    case 'disputed':
      return verdict?.disputed === true;
    case 'split':
      return verdict?.split === true;
    default:
      return assertNever(special);
  }
}

/** Where there is no verdict that counts, there is nothing to disagree with. */
function disagrees(review: Review | null, verdict: CountedVerdict | null): boolean {
  if (review === null || review.positive === null || verdict?.status !== 'graded') return false;
  return review.label === null ? review.positive !== verdict.positive : review.label !== verdict.label;
}

function kindOf({ status, positive }: CountedVerdict): NonNullable<TrialFilter['verdict']> {
  if (status !== 'graded') return 'excluded';
  return positive === true ? 'positive' : 'negative';
}
