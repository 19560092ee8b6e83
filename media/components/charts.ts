import { html, nothing, type TemplateResult } from 'lit';
import { conditionCharts } from '../../src/core/view/shown/charts/conditionCharts.ts';
import { givenChart } from '../../src/core/view/shown/charts/givenChart.ts';
import { ladderCharts } from '../../src/core/view/shown/charts/ladderCharts.ts';
import type { AnalysisView, RunView } from '../viewTypes.ts';
import { chartFigure } from './chartFigure.ts';
import type { Dispatch } from './parts.ts';

export interface ChartsOf {
  readonly view: RunView;
  /** Null until it is there. */
  readonly analysis: AnalysisView | null;
  readonly classifier: string;
  readonly dispatch: Dispatch;
  /** In pixels. */
  readonly width: number;
}

/** A picture of more rows than these says less than the table. */
const most = { rows: 60, pictures: 1 };

/** Where a picture says more than a table: rates by condition, along each ordered factor, and given what another classifier says. */
export function chartsPane({ view, analysis, classifier, dispatch, width }: ChartsOf): TemplateResult {
  const of = { view, classifier, digits: 0 };
  const conditions = conditionCharts(view, { ...of, ...most });
  const ladders = view.ladders.flatMap((ladder) => ladderCharts(ladder, of));
  // Last: they come later, and move nothing.
  const given = analysis?.given.map((each) => givenChart(each, of)) ?? [];
  const isAwaited = analysis === null && view.classifiers.length > 1;
  return html`<div class="charts">
    ${[...conditions, ...ladders, ...given].map((chart) => chartFigure(chart, view, width, dispatch))}
    ${isAwaited ? html`<p class="quiet">Reading the trials…</p>` : nothing}
  </div>`;
}
