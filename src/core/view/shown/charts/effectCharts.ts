import type { Interaction } from '../../../stats/effects.ts';
import type { Rate } from '../../../stats/summary.ts';
import type { AnalysisView, EffectView } from '../../analysis.ts';
import type { RunView } from '../../views.ts';
import { plain } from '../../visibleText.ts';
import { leftOutSentence, points, pointsInterval, pValue } from '../differenceWords.ts';
import { count, percent } from '../numbers.ts';
import { leftOut } from '../words.ts';
import { differences, type Axis } from './axis.ts';
import type { Chart, ChartWords } from './chart.ts';
import { estimateChart, type EstimateRow } from './estimateChart.ts';

export interface EffectCharts extends ChartWords {
  readonly view: Pick<RunView, 'scenario'>;
}

/** What each level of each factor does against its baseline, in points; null where no factor varies. */
export function effectChart({ classifier, all, effects }: AnalysisView, of: EffectCharts): Chart | null {
  const { digits, view } = of;
  if (effects.length === 0) return null;
  const columns = ['baseline', 'level', ...differenceHeads, 'p'];
  const rows = effects.map(({ first, second, factor, ...effect }): EstimateRow => ({
    // Titles are long, and would push the levels out of the picture: the table has them.
    label: effectName({ ...effect, title: factor }),
    graded: Math.min(first.graded, second.graded),
    ...differenceOf(effect),
    numbers: [fraction(second), fraction(first), ...differenceTexts(effect, digits)],
  }));
  return {
    title: `${plain(view.scenario.id, 80)}: effect of each level on the rate of ${plain(classifier, 80)}, with 95 % intervals`,
    fileName: `${view.scenario.id} ${classifier} effects`,
    draw: (width) =>
      estimateChart({ axis: differences, name: 'difference in points', labels: '', columns, rows }, width),
    table: {
      head: ['effect', 'strata', 'baseline', 'rate', 'level', 'rate', ...differenceHeads, 'p', 'p (Holm)', 'left out'],
      rows: effects.map((effect) => [
        effectName(effect),
        count(effect.strata),
        ...[effect.second, effect.first].flatMap((rate) => [fraction(rate), percent(rate.rate, digits)]),
        ...differenceTexts(effect, digits).slice(0, 2),
        pValue(effect.p),
        pValue(effect.adjusted),
        leftOutOf(effect, digits),
      ]),
      numbersFrom: 1,
    },
    rates: [all],
  };
}

/** How much more a level does where another factor has its own; null where there are none. */
export function interactionChart({ classifier, all, interactions }: AnalysisView, of: EffectCharts): Chart | null {
  const { digits, view } = of;
  if (interactions.length === 0) return null;
  const columns = ['n', ...differenceHeads, 'p'];
  const rows = interactions.map((each): EstimateRow => ({
    label: interactionName(each),
    graded: each.n,
    ...differenceOf(each),
    numbers: [count(each.n), ...differenceTexts(each, digits)],
  }));
  const axis = axisOf(rows);
  return {
    title: `${plain(view.scenario.id, 80)}: interactions of two levels in the rate of ${plain(classifier, 80)}, with 95 % intervals`,
    fileName: `${view.scenario.id} ${classifier} interactions`,
    draw: (width) =>
      estimateChart({ axis, name: 'difference of differences in points', labels: '', columns, rows }, width),
    table: {
      head: ['interaction', 'strata', 'n', ...differenceHeads, 'p', 'p (Holm)', 'left out'],
      rows: interactions.map((each) => [
        interactionName(each),
        count(each.strata),
        count(each.n),
        ...differenceTexts(each, digits).slice(0, 2),
        pValue(each.p),
        pValue(each.adjusted),
        leftOutSentence(each.difference, digits),
      ]),
      numbersFrom: 1,
    },
    rates: [all],
  };
}

const differenceHeads = ['points', '95 %'];

type Tested = Pick<EffectView, 'difference' | 'adjusted'>;

function differenceOf({ difference }: Tested): Pick<EstimateRow, 'value' | 'interval'> {
  return { value: difference?.value ?? null, interval: difference?.interval ?? null };
}

/** The p is the corrected one. */
function differenceTexts({ difference, adjusted }: Tested, digits: number): readonly string[] {
  return [
    difference === null ? '–' : points(difference.value, digits),
    pointsInterval(difference?.interval ?? null, digits),
    pValue(adjusted),
  ];
}

function effectName({ title, level, against }: Pick<EffectView, 'title' | 'level' | 'against'>): string {
  return `${plain(title, 60)}: ${plain(level, 60)} against ${plain(against, 60)}`;
}

function interactionName({ factors, levels }: Interaction): string {
  const [first, second] = factors.map((factor, index) => `${plain(factor, 60)}: ${plain(levels[index] ?? '', 60)}`);
  return `${first} where ${second}`;
}

function fraction({ positive, graded }: Rate): string {
  return `${count(positive)}/${count(graded)}`;
}

function leftOutOf({ first, second, difference }: EffectView, digits: number): string {
  const sides = [['level', first] as const, ['baseline', second] as const].flatMap(([side, { excluded }]) => {
    const words = leftOut(excluded);
    return words === '' ? [] : [`${side}: ${words}`];
  });
  return [sides.join('; '), leftOutSentence(difference, digits)].filter((part) => part !== '').join('. ');
}

/** A difference of two differences may be as large as 200 points. */
function axisOf(rows: readonly EstimateRow[]): Axis {
  const isWide = rows.some(({ interval }) => interval !== null && Math.max(-interval[0], interval[1]) > 1);
  return isWide ? { from: -2, to: 2, ticks: [-2, -1, 0, 1, 2], marksPositive: false } : differences;
}
