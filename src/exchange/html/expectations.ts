import type { ExpectationOutcome } from '../../core/stats/summary.ts';
import type { RunView } from '../../core/view/views.ts';
import { markup, nothing, type Markup } from './markup.ts';

const signs: Readonly<Record<ExpectationOutcome, string>> = { passed: '✓', failed: '✗', undecided: '?' };

/** What the scenario's author expected, and whether it came. */
export function expectationsSection({ expectations }: RunView): Markup {
  if (expectations.length === 0) return nothing;
  return markup`<section aria-labelledby="expectations">
<h2 id="expectations">Expectations</h2>
<ul class="expectations">
${expectations.map(
  ({ id, classifier, model, outcome, says }) =>
    markup`<li class="${outcome}"><strong><span aria-hidden="true">${signs[outcome]}</span> ${outcome}</strong> <code>${id}</code> <span class="quiet">${classifier}${model === null ? ', all models' : `, ${model}`}</span><br>${says}</li>\n`,
)}</ul>
</section>\n`;
}
