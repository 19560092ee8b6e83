import type { Interaction } from '../../core/stats/effects.ts';
import type { AnalysisView, EffectView, GivenView, PowerView } from '../../core/view/analysis.ts';
import { leftOutWords, percent } from '../../core/stats/words.ts';
import { leftOutSentence, pValue } from '../../core/view/shown/differenceWords.ts';
import type { Output } from '../output.ts';
import { differenceText, rateText } from './statsText.ts';
import { aligned } from './table.ts';

/** What varies the rate of one classifier, for a terminal. */
export function analysisText(view: AnalysisView, title: string, { colors }: Output): string {
  const { classifier, all, effects, interactions, tested, given, power } = view;
  return [
    colors.bold(title === classifier ? classifier : `${classifier}: ${title}`),
    `  all trials  ${rateText(all)}`,
    ...section('effects, within the other factors and models', effects.length, [
      ['', 'rate', 'against', 'difference', 'p', 'Holm', ''],
      ...effects.map(effectRow),
    ]),
    ...section('interactions: how much more (or less) the first does where the second is', interactions.length, [
      ['', '', '', 'difference', 'p', 'Holm', ''],
      ...interactions.map(interactionRow),
    ]),
    ...(tested > 1 ? [colors.dim(`  Holm: corrected for ${tested} tests`)] : []),
    ...given.flatMap(givenLines),
    ...powerLines(power),
    '',
  ].join('\n');
}

function section(head: string, count: number, rows: readonly (readonly string[])[]): readonly string[] {
  return count === 0 ? [] : ['', `  ${head}`, ...aligned(rows, 1)];
}

function effectRow({ factor, level, against, first, second, difference, p, adjusted }: EffectView): readonly string[] {
  const what = `${factor}: ${level} against ${against}`;
  return [
    what,
    ...[first, second].map(rateText),
    differenceText(difference),
    pValue(p),
    pValue(adjusted),
    leftOutSentence(difference, 1),
  ];
}

function interactionRow({ factors, levels, n, difference, p, adjusted }: Interaction): readonly string[] {
  const what = `${factors[0]}: ${levels[0]} where ${factors[1]}: ${levels[1]}`;
  return [
    what,
    `n = ${n}`,
    '',
    differenceText(difference),
    pValue(p),
    pValue(adjusted),
    leftOutSentence(difference, 1),
  ];
}

function givenLines({ classifier, rows, unlabelled }: GivenView): readonly string[] {
  const none = leftOutWords(unlabelled).replace(/^, /, '');
  return [
    '',
    `  given ${classifier}`,
    ...aligned(
      rows.map(({ label, share, rate, difference }, index) => [
        label,
        `${share.positive} of ${share.graded} transcripts`,
        rateText(rate),
        index === 0 ? '' : differenceText(difference),
      ]),
      1,
    ),
    ...(none === '' ? [] : [`  without a label: ${none}`]),
  ];
}

function powerLines({ samples, half, halves, differences }: PowerView): readonly string[] {
  const width = halves.map((each) => `${percent(each.half)} points: ${each.n}`).join(', ');
  const found = differences.map(({ from, to, n }) => `${percent(from)} → ${percent(to)} %: ${n}`).join(', ');
  return [
    '',
    `  ${samples} trials a cell: an interval is at most ${percent(half)} points to each side`,
    `  trials a cell for at most ${width}`,
    ...(found === '' ? [] : [`  trials a cell to find, four times in five, ${found}`]),
  ];
}
