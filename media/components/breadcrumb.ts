import { html, type TemplateResult } from 'lit';
import type { PanelState } from '../../src/protocol/messages.ts';
import type { PanelModel } from '../model.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import { plain } from '../visibleText.ts';
import { levelNames, varyingFactors, type NamedFactor } from '../../src/core/view/shown/varyingFactors.ts';
import type { RunView, TrialRow } from '../viewTypes.ts';
import { timeOf } from '../words.ts';
import { icon, type Dispatch } from './parts.ts';

type RunState = Extract<PanelState, { kind: 'run' }>;

/** Which run, and where in it the reader is; each step leads back up. */
export function breadcrumb(state: RunState, model: PanelModel, dispatch: Dispatch): TemplateResult {
  const { view, others } = state;
  const crumbs = crumbsOf(view, model, dispatch);
  const go = (to: 'back' | 'forward') => (): void => dispatch({ type: 'go', to });
  const step = (to: 'earlier' | 'later') => (): void => dispatch({ type: 'send', message: { type: 'stepRun', to } });
  return html`<nav class="breadcrumb" aria-label="Where you are">
    ${arrow('arrow-left', 'Back (Alt+Left)', model.past.length > 0, go('back'))}
    ${arrow('arrow-right', 'Forward (Alt+Right)', model.future.length > 0, go('forward'))}
    <span class="run-picker">
      ${arrow('chevron-left', 'Earlier run ([)', others.earlier > 0, step('earlier'))}
      <button
        type="button"
        class="button link"
        title="Choose a run (${count(others.earlier + others.later + 1)} of this scenario)"
        @click=${() => dispatch({ type: 'send', message: { type: 'pickRun' } })}
      >
        ${timeOf(view.createdAt)}
      </button>
      ${arrow('chevron-right', 'Later run (])', others.later > 0, step('later'))}
    </span>
    <ol>
      ${crumbs.map(([name, go], index) =>
        index === crumbs.length - 1
          ? html`<li aria-current="page"><span>${name}</span></li>`
          : html`<li>
              <button type="button" class="button link" @click=${go}>${name}</button> ${icon('chevron-right')}
            </li>`,
      )}
    </ol>
  </nav>`;
}

/** It keeps its place, and its focus, where there is nothing to go to. */
function arrow(name: string, label: string, isThere: boolean, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    aria-disabled=${!isThere}
    @click=${() => isThere && onClick()}
  >
    ${icon(name)}
  </button>`;
}

function crumbsOf(
  view: RunView,
  { place, transcript }: PanelModel,
  dispatch: Dispatch,
): readonly (readonly [string, () => void])[] {
  const factors = varyingFactors(view);
  const cell = cellName(view, place.cell, factors);
  const trial = place.trial === null ? null : nameOfTrial(transcript?.row ?? null, cell === null ? factors : []);
  return [
    ['all trials', () => toTop(dispatch)],
    ...(cell === null ? [] : [[cell, () => dispatch({ type: 'closeTrial' })] as const]),
    ...(trial === null ? [] : [[trial, () => undefined] as const]),
  ];
}

function cellName(view: RunView, key: PanelModel['place']['cell'], factors: readonly NamedFactor[]): string | null {
  if (key === null) return null;
  const levels = view.cells.find(({ condition }) => condition === key.condition)?.levels;
  const parts = [
    levels === undefined ? '' : levelNames(levels, factors),
    key.model !== null && view.models.length > 1 ? plain(key.model, 80) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'this cell' : parts.join(' · ');
}

/** With its levels where no crumb before it has them. */
function nameOfTrial(row: TrialRow | null, factors: readonly NamedFactor[]): string {
  if (row === null) return '…';
  const levels = levelNames(row.levels, factors);
  return levels === '' ? `trial ${count(row.repetition)}` : `${levels} · trial ${count(row.repetition)}`;
}

function toTop(dispatch: Dispatch): void {
  dispatch({ type: 'closeTrial' });
  dispatch({ type: 'chooseCell', cell: null });
}
