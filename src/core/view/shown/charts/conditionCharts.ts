import type { Cell } from '../../../stats/summary.ts';
import type { RunView } from '../../views.ts';
import { plain } from '../../visibleText.ts';
import { count } from '../numbers.ts';
import { ratesTable } from '../ratesTable.ts';
import { areMany, levelNames, varyingFactors, type NamedFactor } from '../varyingFactors.ts';
import { rateChart, type Chart, type ChartWords } from './chart.ts';
import { estimateChart } from './estimateChart.ts';

export interface ConditionCharts extends ChartWords {
  readonly classifier: string;
  /** How many rows a picture has, and how many pictures there are, at most: of more the table says more. */
  readonly rows: number;
  readonly pictures: number;
}

/** The rate of one classifier by condition and model. */
export function conditionCharts(view: RunView, of: ConditionCharts): readonly Chart[] {
  const { classifier } = of;
  const factors = varyingFactors(view);
  const heads = [
    ...(areMany(factors) ? ['condition'] : factors.map(({ name }) => plain(name, 60))),
    ...(view.models.length > 1 ? ['model'] : []),
  ];
  const all = view.cells.filter((cell) => cell.classifier === classifier);
  const pictures = Math.min(of.pictures, Math.max(1, Math.ceil(all.length / of.rows)));
  const shown = Math.min(all.length, pictures * of.rows);
  const rest = all.length > shown ? `, the first ${count(shown)} of ${count(all.length)}` : '';
  return Array.from({ length: pictures }, (_, index) => {
    const cells = all.slice(index * of.rows, (index + 1) * of.rows);
    const part = pictures > 1 ? `, ${index + 1} of ${pictures}` : '';
    const rows = cells.map((cell) => ({ label: labelOf(cell, factors, view), rate: cell }));
    return {
      title: `${plain(view.scenario.id, 80)}: rate of ${plain(classifier, 80)} by condition${view.models.length > 1 ? ' and model' : ''}, with 95 % intervals${rest}${part}`,
      fileName: `${view.scenario.id} ${classifier} conditions${pictures > 1 ? ` ${index + 1}` : ''}`,
      draw: (width) => estimateChart(rateChart(heads.join(' · '), rows, of), width),
      table: ratesTable(view, cells, of.digits),
      rates: cells,
    };
  });
}

function labelOf({ levels, model }: Cell, factors: readonly NamedFactor[], { models }: RunView): string {
  const parts = [levelNames(levels, factors), models.length > 1 ? plain(model, 80) : ''].filter((part) => part !== '');
  return parts.length === 0 ? 'all' : parts.join(' · ');
}
