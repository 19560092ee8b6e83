import type { AnalysisView, CompareView } from './viewTypes.ts';

/** What is asked for when its level is opened, since it takes a pass over all trials. */
export interface Findings {
  readonly analysis: AnalysisView | null;
  /** `view` is null where nothing was chosen to compare the run with. */
  readonly comparison: { readonly run: string; readonly view: CompareView | null } | null;
  /** What was asked for last, so that nothing is asked twice. */
  readonly asked: string | null;
}

export const noFindings: Findings = { analysis: null, comparison: null, asked: null };
