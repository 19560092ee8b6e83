import { intervalChart } from '../charts/intervalChart.ts';
import { rateHeads, rateTexts } from '../../src/core/view/shown/ratesTable.ts';
import { plain } from '../visibleText.ts';
import type { GivenView, RunView } from '../viewTypes.ts';
import { leftOut } from '../../src/core/view/shown/words.ts';
import type { Chart } from './chartFigure.ts';

export interface GivenChartOf {
  readonly view: Pick<RunView, 'scenario'>;
  /** Whose rate it is. */
  readonly classifier: string;
  /** In pixels. */
  readonly width: number;
}

/** The rate among the transcripts to which another classifier gave each label: a row for each, also where none has it. */
export function givenChart(given: GivenView, { view, classifier, width }: GivenChartOf): Chart {
  const title = titleOf(given, view.scenario.id, classifier);
  const rows = given.rows.map(({ label, rate }) => ({ ...rate, label: plain(label, 80) }));
  return {
    title,
    fileName: `${view.scenario.id} ${classifier} given ${given.classifier}`,
    drawing: intervalChart(title, rows, width),
    table: {
      head: [plain(given.classifier, 80), ...rateHeads],
      rows: rows.map((row) => [row.label, ...rateTexts(row)]),
      numbersFrom: 1,
    },
  };
}

/** What is in no row is part of it, and so goes along into what is copied. */
function titleOf({ classifier: other, unlabelled }: GivenView, scenario: string, classifier: string): string {
  const none = leftOut(unlabelled);
  const rest = none === '' ? '' : `; in no row, having no label: ${none}`;
  return `${plain(scenario, 80)}: rate of ${plain(classifier, 80)} given each label of ${plain(other, 80)}, with 95 % intervals${rest}`;
}
