import { html, nothing, type TemplateResult } from 'lit';
import {
  agreementFacts,
  agreementSentence,
  reviewProgress,
  shareWords,
} from '../../src/core/view/shown/agreementWords.ts';
import { count, interval, percent } from '../../src/core/view/shown/numbers.ts';
import type { AgreementView, RunView } from '../viewTypes.ts';
import { shown, type Part } from './parts.ts';

/** How often does the classifier say what people say? */
export function agreementPane(view: RunView, classifier: string): TemplateResult {
  const own = view.agreement.find((each) => each.classifier === classifier);
  if (own === undefined || own.reviewed === 0) {
    return html`<p class="finding quiet">
      Nobody has labelled a trial for this classifier yet: open one and press 1–9 for its label, or a to agree and d to
      disagree with its verdict.
    </p>`;
  }
  return html`<div class="agreement">
    <p>${reviewProgress(view, classifier)} ${agreementSentence(own)}</p>
    ${own.agreement.n === 0 ? nothing : html`${table(own)} ${facts(own)} ${corrected(own)}`}
  </div>`;
}

/** Rows: the classifier. Columns: people. What agrees is on the diagonal. */
function table({ labels, counts }: AgreementView): TemplateResult {
  return html`<div
    class="confusion-scroll"
    tabindex="0"
    role="region"
    aria-label="Labels of the classifier and of people"
  >
    <table class="confusion">
      <thead>
        <tr>
          <td></td>
          <th scope="colgroup" colspan=${labels.length}>people</th>
        </tr>
        <tr>
          <th scope="col">verdict</th>
          ${labels.map((label) => html`<th scope="col">${shown(label, 40)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${counts.map(
          (row, at) =>
            html`<tr>
              <th scope="row">${shown(labels[at] ?? '', 40)}</th>
              ${row.map((n, column) => html`<td class=${column === at ? 'same' : n > 0 ? 'other' : ''}>${count(n)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function facts(view: AgreementView): TemplateResult {
  return html`<dl class="agreement-facts">
    ${agreementFacts(view).map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Asked for on purpose: it rests on how the reviewed trials were chosen. */
function corrected({ rate, corrected: value }: AgreementView): Part {
  return html`<details class="corrected">
    <summary>Rate corrected for the measured error</summary>
    <p>
      ${shareWords(rate)} ${interval(rate.interval)} as graded;
      ${
        value === null
          ? 'corrected: cannot be told. It takes trials of both kinds, and a classifier that is better than chance.'
          : html`<b>${percent(value.value)}</b> ${interval(value.interval)} corrected.`
      }
    </p>
    <p class="quiet">
      Rogan & Gladen, Am. J. Epidemiol. 107 (1978) 71–76; interval of Lang & Reiczigel, Prev. Vet. Med. 113 (2014)
      13–22. It holds where the reviewed trials were chosen without regard to their verdicts, and people are right.
    </p>
  </details>`;
}
