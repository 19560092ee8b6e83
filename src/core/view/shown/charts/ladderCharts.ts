import type { LadderView, RunView } from '../../views.ts';
import { plain } from '../../visibleText.ts';
import { rateHeads, rateTexts } from '../ratesTable.ts';
import { levelNames, varyingFactors } from '../varyingFactors.ts';
import type { Chart, ChartWords } from './chart.ts';
import { ladderChart, mostCurves } from './ladderChart.ts';

/** The rate of one classifier along an ordered factor; of more lines than can be told apart, several. */
export function ladderCharts(
  ladder: LadderView,
  { view, classifier, digits }: ChartWords & { readonly view: RunView; readonly classifier: string },
): readonly Chart[] {
  const lines = ladder.lines.filter((line) => line.classifier === classifier);
  const pictures = Math.ceil(lines.length / mostCurves);
  const levels = ladder.levels.map((level) => plain(level, 60));
  return Array.from({ length: pictures }, (_, index) => {
    const shown = lines.slice(index * mostCurves, (index + 1) * mostCurves);
    const curves = shown.map(({ steps, ...line }) => ({ name: nameOf(line, view), steps }));
    const part = pictures > 1 ? `, ${index + 1} of ${pictures}` : '';
    return {
      title: `${plain(view.scenario.id, 80)}: rate of ${plain(classifier, 80)} along ${plain(ladder.factor, 80)}, with 95 % intervals${part}`,
      fileName: `${view.scenario.id} ${classifier} ${ladder.factor} ${index + 1}`,
      draw: (width) => ladderChart(levels, curves, width),
      table: {
        head: ['line', ladder.factor, ...rateHeads],
        rows: curves.flatMap(({ name, steps }) =>
          steps.flatMap((step, at) => (step === null ? [] : [[name, levels[at] ?? '', ...rateTexts(step, digits)]])),
        ),
        numbersFrom: 2,
      },
      rates: distinct(shown),
    };
  });
}

/** A condition may stand on several lines, and counts once. */
function distinct(lines: LadderView['lines']): Chart['rates'] {
  const cells = lines.flatMap(({ steps }) => steps.flatMap((step) => step ?? []));
  return [...new Map(cells.map((cell) => [`${cell.condition} ${cell.model}`, cell])).values()];
}

function nameOf({ model, others }: Pick<LadderView['lines'][number], 'model' | 'others'>, view: RunView): string {
  const factors = varyingFactors(view).filter(({ name }) => name in others);
  const parts = [levelNames(others, factors), view.models.length > 1 ? plain(model, 80) : ''];
  return parts.filter((part) => part !== '').join(' · ') || 'all';
}
