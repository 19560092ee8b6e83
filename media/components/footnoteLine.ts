import { html, type TemplateResult } from 'lit';
import type { Footnotes } from '../footnotes.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import type { Rate } from '../viewTypes.ts';
import { statusWords } from '../../src/core/view/shown/words.ts';

/** Always there, and short, so that the first trials that are left out move nothing. */
export function footnoteLine(rates: readonly Pick<Rate, 'excluded'>[], notes: Footnotes): TemplateResult {
  if (notes.length === 0) return html`<p class="footnotes">Left out of these rates: nothing</p>`;
  const kinds = notes.map((status, index) => {
    const total = rates.reduce((sum, { excluded }) => sum + (excluded[status] ?? 0), 0);
    return html`<span><sup>${index + 1}</sup> ${count(total)} ${statusWords[status]}</span>`;
  });
  return html`<p class="footnotes">Left out: ${kinds}</p>`;
}
