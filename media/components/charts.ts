import { html, nothing, type TemplateResult } from 'lit';
import { intervalChart } from '../charts/intervalChart.ts';
import { ladderChart, mostCurves, type Curve } from '../charts/ladderChart.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import { rateHeads, ratesTable, rateTexts } from '../../src/core/view/shown/ratesTable.ts';
import { plain } from '../visibleText.ts';
import { varyingFactors } from '../../src/core/view/shown/varyingFactors.ts';
import type { AnalysisView, Cell, LadderView, RunView } from '../viewTypes.ts';
import { chartFigure, type Chart } from './chartFigure.ts';
import { givenChart } from './givenChart.ts';
import { levelNames, type Dispatch } from './parts.ts';

/** A picture of more rows than these says less than the table. */
const mostRows = 60;

export interface ChartsOf {
  readonly view: RunView;
  /** Null until it is there. */
  readonly analysis: AnalysisView | null;
  readonly classifier: string;
  readonly dispatch: Dispatch;
  /** In pixels. */
  readonly width: number;
}

/** Where a picture says more than a table: rates by condition, along each ordered factor, and given what another classifier says. */
export function chartsPane(of: ChartsOf): TemplateResult {
  const ladders = of.view.ladders.flatMap((ladder) => ladderCharts(ladder, of));
  // Last: they come later, and move nothing.
  const given = of.analysis?.given.map((each) => givenChart(each, of)) ?? [];
  const isAwaited = of.analysis === null && of.view.classifiers.length > 1;
  return html`<div class="charts">
    ${[conditionsChart(of), ...ladders, ...given].map((chart) => chartFigure(chart, of.dispatch))}
    ${isAwaited ? html`<p class="quiet">Reading the trials…</p>` : nothing}
  </div>`;
}

function conditionsChart({ view, classifier, width }: ChartsOf): Chart {
  const names = varyingFactors(view).map(({ name }) => name);
  const all = view.cells.filter((cell) => cell.classifier === classifier);
  const cells = all.slice(0, mostRows);
  const rest = all.length > cells.length ? `, the first ${cells.length} of ${count(all.length)}` : '';
  const title = `${plain(view.scenario.id, 80)}: rate of ${plain(classifier, 80)} by condition, with 95 % intervals${rest}`;
  const rows = cells.map((cell) => ({ ...cell, label: labelOf(cell, names, view) }));
  return {
    title,
    fileName: `${view.scenario.id} ${classifier} conditions`,
    drawing: intervalChart(title, rows, width),
    table: ratesTable(view, cells),
  };
}

function labelOf({ levels, model }: Cell, names: readonly string[], { models }: RunView): string {
  const parts = [levelNames(levels, names), models.length > 1 ? plain(model, 80) : ''].filter((part) => part !== '');
  return parts.length === 0 ? 'all' : parts.join(' · ');
}

/** One picture for each factor; of more lines than can be told apart, several. */
function ladderCharts(ladder: LadderView, { view, classifier, width }: ChartsOf): readonly Chart[] {
  const lines = ladder.lines.filter((line) => line.classifier === classifier);
  const pictures = Math.ceil(lines.length / mostCurves);
  return Array.from({ length: pictures }, (_, index) => {
    const curves = lines.slice(index * mostCurves, (index + 1) * mostCurves).map((line) => curveOf(line, view));
    const part = pictures > 1 ? `, ${index + 1} of ${pictures}` : '';
    const title = `${plain(view.scenario.id, 80)}: rate of ${plain(classifier, 80)} along ${plain(ladder.factor, 80)}, with 95 % intervals${part}`;
    return {
      title,
      fileName: `${view.scenario.id} ${classifier} ${ladder.factor} ${index + 1}`,
      drawing: ladderChart(
        title,
        ladder.levels.map((level) => plain(level, 60)),
        curves,
        width,
      ),
      table: {
        head: ['line', ladder.factor, ...rateHeads],
        rows: curves.flatMap(({ name, steps }) =>
          steps.flatMap((step, at) => (step === null ? [] : [[name, ladder.levels[at] ?? '', ...rateTexts(step)]])),
        ),
        numbersFrom: 2,
      },
    };
  });
}

function curveOf({ model, others, steps }: LadderView['lines'][number], view: RunView): CellCurve {
  const names = varyingFactors(view).flatMap(({ name }) => (name in others ? [name] : []));
  const parts = [levelNames(others, names), view.models.length > 1 ? plain(model, 80) : ''].filter(
    (part) => part !== '',
  );
  return { name: parts.length === 0 ? 'all' : parts.join(' · '), steps };
}

type CellCurve = Omit<Curve, 'steps'> & Pick<LadderView['lines'][number], 'steps'>;
