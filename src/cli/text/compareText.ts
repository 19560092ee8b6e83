import { percent } from '../../core/stats/words.ts';
import type {
  ComparedCell,
  ComparedClassifier,
  ComparedSide,
  CompareView,
  FlipRow,
  PairedView,
} from '../../core/view/comparison.ts';
import { leftOutSentence, pValue } from '../../core/view/shown/differenceWords.ts';
import type { Output } from '../output.ts';
import { differenceText, rateText } from './statsText.ts';
import { aligned } from './table.ts';

/** The most flipped trials that a terminal lists. */
const mostFlips = 20;

/** Two sides for a terminal: each rate with its count and interval, and the second less the first. */
export function compareText(view: CompareView, { colors }: Output): string {
  const { first, second, classifiers, missing, unmatched, texts, flips } = view;
  return [
    ...aligned(
      [first, second].map((side, index) => [
        `${index === 0 ? 'first' : 'second'}:`,
        side.name,
        side.title,
        dateOf(side),
      ]),
      4,
    ).map((line) => line.trimStart()),
    ...(texts.length === 0
      ? []
      : [`files that differ: ${texts.map(({ path, change }) => `${path} (${change})`).join(', ')}`]),
    ...unmatchedLines(unmatched),
    ...(missing.length === 0 ? [] : [colors.yellow(`only on one side: ${missing.join(', ')}`)]),
    '',
    ...classifiers.flatMap((each) => [...classifierLines(each, view.tested, colors.bold, colors.yellow), '']),
    ...flipLines(flips),
  ].join('\n');
}

function dateOf({ createdAt }: ComparedSide): string {
  return createdAt.slice(0, 16).replace('T', ' ');
}

function unmatchedLines({ first, second }: CompareView['unmatched']): readonly string[] {
  if (first === 0 && second === 0) return [];
  return [`not compared, having no counterpart: ${first} cells of the first, ${second} of the second`];
}

type Paint = (text: string) => string;

function classifierLines(view: ComparedClassifier, tested: number, bold: Paint, yellow: Paint): readonly string[] {
  const { classifier, title, ruleChanged, first, second, difference, p, adjusted, strata, paired, cells } = view;
  const shown = cells.filter((cell) => cell.difference !== null);
  const test = p === null ? '' : `, p ${pValue(p)}${tested > 1 ? ` (Holm, ${tested} tests: ${pValue(adjusted)})` : ''}`;
  const within = strata > 1 ? `, within ${strata} strata` : '';
  const open = leftOutSentence(difference, 1);
  return [
    bold(title === classifier ? classifier : `${classifier}: ${title}`),
    ...(ruleChanged ? [yellow('  its rule is another one on each side')] : []),
    ...(paired === null ? [] : pairedLines(paired)),
    // Where all of one side is on the other too, nothing is left that could be compared as draws.
    ...(difference === null && paired !== null
      ? []
      : [
          `  ${paired === null ? 'all' : 'all others'}  ${rateText(first)} → ${rateText(second)}: ` +
            `${differenceText(difference)}${within}${test}${open === '' ? '' : `. ${open}`}`,
        ]),
    ...(shown.length < 2 ? [] : aligned(shown.map(cellRow), 2)),
  ];
}

function cellRow({ levels, models, first, second, difference }: ComparedCell): readonly string[] {
  const [one, other] = models;
  return [
    Object.values(levels).join(' · ') || 'the only condition',
    one === other ? one : `${one} → ${other}`,
    rateText(first),
    rateText(second),
    differenceText(difference),
    leftOutSentence(difference, 1),
  ];
}

function pairedLines({ n, first, second, difference, p, kappa, leftOut }: PairedView): readonly string[] {
  const left = leftOut === 0 ? '' : `, ${leftOut} left out`;
  const agreed = kappa === null ? '' : `, κ ${kappa.toFixed(2)}`;
  return [
    `  the same ${n} transcripts graded twice${left}: ${first}/${n} ${percent(first / n)} % → ${second}/${n} ${percent(second / n)} %: ` +
      `${differenceText(difference)}, McNemar p ${pValue(p)}${agreed}`,
  ];
}

const sameWords: Readonly<Record<FlipRow['same'], string>> = {
  transcript: 'the same transcript',
  trial: 'the same trial, answered anew',
  place: 'the same repetition',
};

function flipLines({ total, rows }: CompareView['flips']): readonly string[] {
  if (total === 0) return ['no trial has another label'];
  const shown = rows.slice(0, mostFlips);
  return [
    `${total} ${total === 1 ? 'trial has' : 'trials have'} another label${total > shown.length ? `; the first ${shown.length}:` : ':'}`,
    ...aligned(
      shown.map(({ classifier, levels, repetition, first, second, same }) => [
        classifier,
        [...Object.values(levels), repetition].join(' · '),
        `${first.label} → ${second.label}`,
        `${first.trial.slice(0, 12)} → ${second.trial.slice(0, 12)}`,
        sameWords[same],
      ]),
      5,
    ),
  ];
}
