import type { GivenView } from '../../analysis.ts';
import type { RunView } from '../../views.ts';
import { plain } from '../../visibleText.ts';
import { rateHeads, rateTexts } from '../ratesTable.ts';
import { leftOut } from '../words.ts';
import { rateChart, type Chart, type ChartWords } from './chart.ts';
import { estimateChart } from './estimateChart.ts';

export interface GivenChart extends ChartWords {
  readonly view: Pick<RunView, 'scenario'>;
  /** Whose rate it is. */
  readonly classifier: string;
}

/** The rate among the transcripts to which another classifier gave each label: a row for each, also where none has it. */
export function givenChart(given: GivenView, of: GivenChart): Chart {
  const { classifier, digits, view } = of;
  const rows = given.rows.map(({ label, rate }) => ({ rate, label: plain(label, 80) }));
  const chart = rateChart(plain(given.classifier, 80), rows, of);
  return {
    title: titleOf(given, view.scenario.id, classifier),
    fileName: `${view.scenario.id} ${classifier} given ${given.classifier}`,
    draw: (width) => estimateChart(chart, width),
    table: {
      head: [plain(given.classifier, 80), ...rateHeads],
      rows: rows.map(({ label, rate }) => [label, ...rateTexts(rate, digits)]),
      numbersFrom: 1,
    },
    rates: rows.map(({ rate }) => rate),
  };
}

/** What is in no row is part of it, and so goes along into what is copied. */
function titleOf({ classifier: other, unlabelled }: GivenView, scenario: string, classifier: string): string {
  const none = leftOut(unlabelled);
  const rest = none === '' ? '' : `; in no row, having no label: ${none}`;
  return `${plain(scenario, 80)}: rate of ${plain(classifier, 80)} given each label of ${plain(other, 80)}, with 95 % intervals${rest}`;
}
