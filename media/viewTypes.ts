/** The types of the views that the panel draws; what `views.ts` uses without exporting is taken from it by name. */
import type { AnalysisView } from '../src/core/view/analysis.ts';
import type { MatrixView as MatrixViewType, RunView, TranscriptView, TrialRow } from '../src/core/view/views.ts';

export type { AnalysisView, EffectView, GivenView, PowerView } from '../src/core/view/analysis.ts';
export type { ComparedClassifier, CompareView, FlipRow, PairedView } from '../src/core/view/comparison.ts';
export type {
  ActionPart,
  MatrixView,
  MarkedText,
  RunStatus,
  RunView,
  TranscriptPart,
  TranscriptView,
  TrialFilter,
  TrialRow,
  TrialState,
  VerdictView,
  WaitingAction,
} from '../src/core/view/views.ts';

export type Contrast = NonNullable<AnalysisView['effects'][number]['difference']>;
export type Interaction = AnalysisView['interactions'][number];
export type AgreementView = RunView['agreement'][number];
export type Cell = RunView['cells'][number];
export type Rate = NonNullable<MatrixViewType['total']>;
export type Levels = TrialRow['levels'];
export type VerdictStatus = TrialRow['verdicts'][number]['status'];
export type GateTrace = NonNullable<TranscriptView['verdicts'][number]['gate']>;
export type ExpectationResult = RunView['expectations'][number];
