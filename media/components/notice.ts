import { html, nothing, type TemplateResult } from 'lit';
import type { Notice } from '../notice.ts';
import { icon, shown, textButton, type Dispatch } from './parts.ts';

/** A state without a run, in the middle of the panel. */
export function noticeView({ icon: name, scenario, sentence, actions }: Notice, dispatch: Dispatch): TemplateResult {
  return html`<section class="state">
    ${icon(name, 'state-icon')}
    <h1>${scenario === null ? 'Scenarist' : shown(scenario, 200)}</h1>
    <p>${shown(sentence, 1000)}</p>
    ${
      actions.length === 0
        ? nothing
        : html`<p class="state-actions">
            ${actions.map(({ label, message }, index) => textButton(label, () => dispatch({ type: 'send', message }), index === 0 ? 'primary' : 'secondary'))}
          </p>`
    }
  </section>`;
}
