import { agreementOf, confusionOf } from '../../src/core/stats/agreement.ts';
import type { RunView, TranscriptView, TrialRow } from '../../src/core/view/views.ts';
import { fixtures, type Fixture } from './states.ts';
import { transcriptOf } from './transcripts.ts';

/** A run of which people have labelled a part. */

const pairs = [
  ...Array<readonly [string, string]>(18).fill(['leak', 'leak']),
  ['leak', 'none'],
  ['none', 'leak'],
] as const;
const confusion = confusionOf(
  [...pairs, ...Array<readonly [string, string]>(5).fill(['none', 'none'])],
  ['leak', 'none'],
);

const reviewed: RunView['agreement'][number] = {
  ...{ classifier: 'leak', title: 'Did it give the design to an outsider?', completed: 80, reviewed: 27, blind: 20 },
  ...{ ungraded: 2, ...confusion, agreement: agreementOf(confusion) },
  baseRate: { positive: 19, n: 25 },
  accuracy: { sensitivity: { positive: 18, n: 19 }, specificity: { positive: 5, n: 6 } },
  rate: { positive: 41, n: 78, interval: [0.416, 0.633] },
  corrected: { value: 0.461, interval: [0.28, 0.65] },
};

export const reviewedFixture: Fixture = withAgreement(fixtures.finished);

function withAgreement(base: Fixture): Fixture {
  if (base.state.kind !== 'run') throw new Error('it shows a run');
  return { ...base, state: { ...base.state, view: { ...base.state.view, agreement: [reviewed], rubricStale: true } } };
}

/** As the extension has it when the label has been journaled. */
export function labelledTranscript(label: string): (row: TrialRow) => TranscriptView {
  return (row) => {
    const view = transcriptOf(row);
    const review = { classifier: 'leak', label, positive: label === 'leak', note: 'Clear.', by: 'Ann', blind: true };
    return {
      ...view,
      row: { ...row, reviews: [review] },
      verdicts: view.verdicts.map((verdict) => ({ ...verdict, review: { ...review, at: 1, earlier: 0 } })),
    };
  };
}
