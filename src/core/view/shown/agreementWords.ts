import type { AgreementView } from '../agreementView.ts';
import type { RunView } from '../views.ts';
import { count, counted, interval, percent } from './numbers.ts';

/** «23 of 80 reviewed, 20 blind.» */
export function reviewProgress({ agreement }: RunView, classifier: string): string {
  const own = agreement.find((each) => each.classifier === classifier);
  if (own === undefined) return '';
  const blind = own.blind === 0 ? '' : `, ${count(own.blind)} blind`;
  return `${count(own.reviewed)} of ${count(own.completed)} reviewed${blind}.`;
}

interface Share {
  readonly positive: number;
  readonly n: number;
}

/** «9 of 10 (90 %)»; a share of nothing is not known. */
export function shareWords({ positive, n }: Share, digits = 0): string {
  return n === 0 ? 'not known: none' : `${count(positive)} of ${count(n)} (${percent(positive / n, digits)})`;
}

/** «0.71 [0.42–1.00]», «0.05 [−0.20 to 0.30]». */
export function kappaWords({ agreement: { kappa, kappaInterval } }: AgreementView): string {
  if (kappa === null) return 'cannot be told: both only ever used one label';
  if (kappaInterval === null) return `${fixed(kappa)} (no interval: all agree)`;
  const [low, high] = kappaInterval;
  return `${fixed(kappa)} [${fixed(low)}${low < 0 ? ' to ' : '–'}${fixed(high)}]`;
}

/** How far the two agree, as names and values. */
export function agreementFacts(view: AgreementView): readonly (readonly [name: string, value: string])[] {
  const { accuracy, baseRate } = view;
  return [
    ['Cohen’s κ', kappaWords(view)],
    ['Base rate: positive to people', shareWords(baseRate)],
    ['Of what people call positive, called positive', shareWords(accuracy.sensitivity)],
    ['Of what people call negative, called negative', shareWords(accuracy.specificity)],
  ];
}

/** What the corrected rate rests on. */
export const correctedSource =
  'Rogan & Gladen 1978, interval of Lang & Reiczigel 2014; it holds where the reviewed trials were chosen without regard to their verdicts, and people are right';

function fixed(value: number): string {
  return value
    .toFixed(2)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace('-', '');
}

/** How the classifier and people agree, in a sentence with its denominator. */
export function agreementSentence(view: AgreementView, digits = 0): string {
  const { agreement, ungraded } = view;
  const left =
    ungraded === 0 ? '' : ` ${counted(ungraded, 'reviewed trial has', 'reviewed trials have')} no verdict that counts.`;
  if (agreement.n === 0) return `Nothing to compare yet.${left}`;
  const same = Math.round((agreement.agreed ?? 0) * agreement.n);
  return `The same label on ${shareWords({ positive: same, n: agreement.n }, digits)} ${interval(agreement.agreedInterval, digits)}.${left}`;
}
