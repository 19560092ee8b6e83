import { html, type TemplateResult } from 'lit';
import type { OnlyFilter, PanelModel } from '../model.ts';
import { icon, type Dispatch } from './parts.ts';

const choices: readonly (readonly [OnlyFilter | '', string])[] = [
  ['', 'any review'],
  ['unreviewed', 'not reviewed'],
  ['disagreed', 'a person disagrees'],
  ['disputed', 'gate and judge disagree'],
  ['split', 'votes differ'],
];

/** Which trials are to be looked at, and whether their verdicts are hidden meanwhile. */
export function reviewFilter({ place, blind }: PanelModel, dispatch: Dispatch): TemplateResult {
  const choose = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    const only = choices.find(([value]) => value === target.value)?.[0] ?? '';
    dispatch({ type: 'chooseOnly', only: only === '' ? null : only });
  };
  return html`<select class="only" aria-label="Review" @change=${choose}>
      ${choices.filter(([value]) => value !== 'disputed' || !blind).map(([value, words]) => html`<option value=${value} ?selected=${value === (place.only ?? '')}>${words}</option>`)}
    </select>
    <button
      type="button"
      class="button secondary blind"
      aria-pressed=${blind}
      title="Label blind: verdicts and rates are hidden until you have labelled"
      @click=${() => dispatch({ type: 'send', message: { type: 'setBlind', on: !blind } })}
    >
      ${icon(blind ? 'eye-closed' : 'eye')} Blind
    </button>`;
}
