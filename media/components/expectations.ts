import { html, nothing } from 'lit';
import { counted } from '../../src/core/view/shown/numbers.ts';
import type { ExpectationResult, RunView } from '../viewTypes.ts';
import { icon, ruleButton, shown, type Dispatch, type Part } from './parts.ts';

const outcomes: Readonly<Record<ExpectationResult['outcome'], string>> = {
  passed: 'pass',
  failed: 'error',
  undecided: 'question',
};

/** What the scenario expects of its rates, and whether it came so. */
export function expectations({ run, expectations: results }: RunView, dispatch: Dispatch): Part {
  if (results.length === 0) return nothing;
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  return html`<details class="expectations">
    <summary>${passed} of ${counted(results.length, 'expectation')} passed</summary>
    <ul>
      ${results.map(
        ({ outcome, says, pointer, model }) =>
          html`<li>
            ${icon(outcomes[outcome], `outcome ${outcome}`)} <b>${outcome}</b>
            <span
              >${shown(says, 500)}${model === null ? nothing : html` <span class="quiet">${shown(model, 80)}</span>`}</span
            >
            ${ruleButton(run, pointer, dispatch)}
          </li>`,
      )}
    </ul>
  </details>`;
}
