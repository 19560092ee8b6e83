import { shownRun, type PanelModel, type Step } from './model.ts';
import type { AnalysisView, RunView } from './viewTypes.ts';

/** The analysis of what is shown; an older one of the same classifier until the new one is there. */
export function shownAnalysis({ findings: { analysis }, place }: PanelModel): AnalysisView | null {
  return analysis?.run === place.run && analysis.classifier === place.classifier ? analysis : null;
}

/** Asks for what the open level shows, once, and of a run that grows again at each twentieth of its trials. */
export function askFindings({ model, send }: Step): Step {
  const run = shownRun(model);
  const wanted = run === null ? null : wantedBy(model, run);
  if (wanted === null || wanted.key === model.findings.asked) return { model, send };
  return {
    model: { ...model, findings: { ...model.findings, asked: wanted.key } },
    send: [...send, wanted.message],
  };
}

export function comparisonKey(run: string): string {
  return `compare ${run}`;
}

function wantedBy(
  { place: { level, classifier } }: PanelModel,
  { run, status, classifiers, progress: { completed, failed, planned } }: RunView,
): { readonly key: string; readonly message: Step['send'][number] } | null {
  if (level === 'compare') return { key: comparisonKey(run), message: { type: 'getComparison', run } };
  // The charts show of it what another classifier makes of the rate.
  const isShown = level === 'analysis' || (level === 'charts' && classifiers.length > 1);
  if (!isShown || classifier === null) return null;
  const step = Math.floor((20 * (completed + failed)) / Math.max(1, planned));
  return { key: `analysis ${run} ${classifier} ${status} ${step}`, message: { type: 'getAnalysis', run, classifier } };
}
