import type { Rate } from '../../core/stats/summary.ts';
import type { AnalysisView, GivenView } from '../../core/view/analysis.ts';
import { modelNotes, restsOn } from '../../core/view/shown/charts/notes.ts';
import { count, counted } from '../../core/view/shown/numbers.ts';
import { varyingFactors } from '../../core/view/shown/varyingFactors.ts';
import type { LadderView, RunView } from '../../core/view/views.ts';

/** What stands below each picture, so that it can be understood and checked without the rest of the page. */

const wilson =
  'Lines: 95 % Wilson score intervals (Wilson, JASA 22, 1927; Newcombe, Statistics in Medicine 17, 1998, 857–872, method 3).';
const few = 'Grey and hollow: fewer than 5 graded trials.';

export function conditionsCaption(view: RunView, cells: readonly Rate[]): string {
  return said(
    ['Dots: the share of graded trials that are positive; n: positive/graded.', wilson, few, restsOn(cells)],
    view,
  );
}

export function ladderCaption(view: RunView, { lines }: LadderView, classifier: string): string {
  const cells = lines
    .filter((line) => line.classifier === classifier)
    .flatMap(({ steps }) => steps.flatMap((step) => step ?? []));
  const sizes = cells.map(({ graded }) => graded);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const names = varyingFactors(view).flatMap(({ name }) => (lines.some(({ others }) => name in others) ? [name] : []));
  const curves = [...names, ...(view.models.length > 1 ? ['model'] : [])];
  const each = `Each point is of ${least === most ? count(least) : `${count(least)} to ${count(most)}`} graded trials.`;
  // A condition may stand on several lines, and counts once.
  const distinct = [...new Map(cells.map((cell) => [`${cell.condition} ${cell.model}`, cell])).values()];
  return said(
    [
      'Dots: the share of graded trials that are positive.',
      wilson,
      'Hollow: fewer than 5.',
      ...(curves.length === 0 ? [] : [`Curves: ${curves.join(' · ')}.`]),
      each,
      restsOn(distinct),
    ],
    view,
  );
}

export function effectsCaption(view: RunView, { all, tested, effects }: AnalysisView): string {
  const stratified = effects.some(({ strata }) => strata > 1);
  return said(
    [
      'Rate at the level less rate at its baseline, within every choice of the other factors and the model (strata); positive/graded beside it.',
      ...(stratified
        ? [
            'Of several strata: Mantel–Haenszel risk difference (Greenland & Robins, Biometrics 41, 1985), with the 95 % interval of Price & Bonett (Computational Statistics & Data Analysis 45, 2004).',
          ]
        : []),
      ...(effects.some(({ strata }) => strata === 1)
        ? [
            'Of one stratum: 95 % hybrid score interval (Newcombe, Statistics in Medicine 17, 1998, 873–890, method 10).',
          ]
        : []),
      `p: Cochran–Mantel–Haenszel test without continuity correction, two-sided, ${holm(tested)}.`,
      few,
      restsOn([all]),
    ],
    view,
  );
}

export function interactionsCaption(view: RunView, { all, tested }: AnalysisView): string {
  return said(
    [
      'How much more, or less, the first level does where the other factor has the second, than where that has its baseline; n: graded trials.',
      `95 % intervals of Price & Bonett (Computational Statistics & Data Analysis 45, 2004), and the two-sided p that belongs to them, ${holm(tested)}.`,
      restsOn([all]),
    ],
    view,
  );
}

export function givenCaption(view: RunView, { rows }: GivenView): string {
  return said(
    [
      'Dots: the share of graded trials that are positive, among those with the label; n: positive/graded.',
      wilson,
      few,
      restsOn(rows.map(({ rate }) => rate)),
      'Nobody assigned the labels: this shows what goes together, not what causes what.',
    ],
    view,
  );
}

function holm(tested: number): string {
  return tested < 2
    ? 'of one test alone'
    : `corrected by Holm (Scandinavian Journal of Statistics 6, 1979) for all ${counted(tested, 'test')} of effects and interactions`;
}

/** A picture that is taken out of the page still says what was no model. */
function said(sentences: readonly string[], view: RunView): string {
  return [...sentences, ...modelNotes(view)].join(' ');
}
