import type { Classifier } from '../../core/scenario/classifier.ts';
import type { AnalysisView } from '../../core/view/analysis.ts';
import type { Chart } from '../../core/view/shown/charts/chart.ts';
import { conditionCharts } from '../../core/view/shown/charts/conditionCharts.ts';
import { effectChart, interactionChart } from '../../core/view/shown/charts/effectCharts.ts';
import { givenChart } from '../../core/view/shown/charts/givenChart.ts';
import { ladderCharts } from '../../core/view/shown/charts/ladderCharts.ts';
import type { RunView } from '../../core/view/views.ts';
import { conditionsCaption, effectsCaption, givenCaption, interactionsCaption, ladderCaption } from './captions.ts';
import type { Figure } from './figure.ts';

type Captioned = Omit<Figure, 'number'>;

/** As many rows as stand on a printed page, and as many pictures as somebody looks at. */
const most = { rows: 40, pictures: 12 };
const digits = 1;

/** Where it happens. */
export function rateFigures(view: RunView, classifier: string): readonly Captioned[] {
  const caption = conditionsCaption(
    view,
    view.cells.filter((cell) => cell.classifier === classifier),
  );
  return conditionCharts(view, { classifier, digits, ...most }).map((chart) => ({ chart, caption, isTabled: true }));
}

/** What varies it, and how sure that is. Flags say nothing of what a model believes: rates are given labels alone. */
export function analysisFigures(
  view: RunView,
  analysis: AnalysisView,
  classifiers: readonly Classifier[],
): readonly Captioned[] {
  const { classifier } = analysis;
  const of = { view, classifier, digits };
  const ladders = view.ladders.flatMap((ladder) =>
    ladderCharts(ladder, of).map((chart) => ({ chart, caption: ladderCaption(view, ladder, classifier) })),
  );
  const flags = new Set(classifiers.flatMap(({ id, flags }) => (flags === undefined ? [] : [id])));
  const given = analysis.given
    .filter((each) => !flags.has(each.classifier))
    .map((each) => ({ chart: givenChart(each, of), caption: givenCaption(view, each) }));
  return [
    ...captioned(effectChart(analysis, of), effectsCaption(view, analysis)),
    ...captioned(interactionChart(analysis, of), interactionsCaption(view, analysis)),
    ...ladders,
    ...given,
  ];
}

function captioned(chart: Chart | null, caption: string): readonly Captioned[] {
  return chart === null ? [] : [{ chart, caption }];
}
