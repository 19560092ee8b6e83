import {
  agreementSentence,
  correctedSource,
  kappaWords,
  reviewProgress,
  shareWords,
} from '../../core/view/shown/agreementWords.ts';
import { count, interval, percent } from '../../core/view/shown/numbers.ts';
import type { RunView } from '../../core/view/views.ts';
import { markup, nothing, type Markup } from './markup.ts';

type Agreement = RunView['agreement'][number];

const digits = 1;

/** How often a classifier says what people say; nothing where nobody has labelled a trial. */
export function agreementBlock(view: RunView, classifier: string): Markup {
  const own = view.agreement.find((each) => each.classifier === classifier);
  if (own === undefined || own.reviewed === 0) return nothing;
  return markup`<h4>Agreement with people</h4>
<p>${reviewProgress(view, classifier)} ${agreementSentence(own, digits)}</p>
${own.agreement.n === 0 ? nothing : markup`${confusion(own)}${facts(own)}`}`;
}

/** Rows: the classifier. Columns: people. */
function confusion({ classifier, labels, counts }: Agreement): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${`Labels of ${classifier} and of people`}"><table class="confusion">
<thead><tr><th scope="col">verdict</th>${labels.map((label) => markup`<th scope="col" class="number">people: ${label}</th>`)}</tr></thead>
<tbody>${counts.map((row, at) => markup`<tr><th scope="row">${labels[at] ?? ''}</th>${row.map((n) => markup`<td class="number">${count(n)}</td>`)}</tr>\n`)}</tbody>
</table></div>\n`;
}

function facts(own: Agreement): Markup {
  const { accuracy, baseRate, rate, corrected } = own;
  const all: readonly (readonly [string, string])[] = [
    ['Cohen’s κ', `${kappaWords(own)} (interval: Fleiss, Cohen & Everitt 1969)`],
    ['Base rate: positive to people', shareWords(baseRate, digits)],
    ['Of what people call positive, called positive', shareWords(accuracy.sensitivity, digits)],
    ['Of what people call negative, called negative', shareWords(accuracy.specificity, digits)],
    ['Rate as graded', `${shareWords(rate, digits)} ${interval(rate.interval, digits)}`],
    [
      'Rate corrected for the measured error',
      corrected === null
        ? 'cannot be told: it takes trials of both kinds, and a classifier that is better than chance'
        : `${percent(corrected.value, digits)} ${interval(corrected.interval, digits)} (${correctedSource})`,
    ],
  ];
  return markup`<dl class="facts agreement">${all.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>\n`;
}
