import { html, nothing, type TemplateResult } from 'lit';
import { count, counted } from '../../src/core/view/shown/numbers.ts';
import type { CompareView, FlipRow } from '../viewTypes.ts';
import { glyph, shown, type Dispatch } from './parts.ts';

/** So many are drawn; the others are counted. */
const mostRows = 100;

const sameWords: Readonly<Record<FlipRow['same'], string>> = {
  transcript: 'the same transcript',
  trial: 'the same trial, answered anew',
  place: 'the same repetition',
};

/** The trials whose label is another one; each opens both transcripts beside each other. */
export function flipList({ flips: { total, rows } }: CompareView, run: string, dispatch: Dispatch): TemplateResult {
  if (total === 0) return html`<p class="finding">No trial has another label.</p>`;
  const drawn = rows.slice(0, mostRows);
  return html`<h3 class="finding">${counted(total, 'trial has', 'trials have')} another label</h3>
    <ul class="flips">
      ${drawn.map(
        (row) =>
          html`<li>
            <button
              type="button"
              class="flip"
              title="Open both transcripts side by side"
              @click=${() => open(row, run, dispatch)}
            >
              <span class="labels">${side(row.first)} <span aria-label="then">→</span> ${side(row.second)}</span>
              <span class="where">${shown(whereOf(row), 200)}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${total > drawn.length ? html`<p class="finding quiet">and ${count(total - drawn.length)} more</p>` : nothing}`;
}

function side({ label, positive }: FlipRow['first']): TemplateResult {
  return html`${glyph(positive ? 'positive' : 'negative')} ${shown(label, 60)}`;
}

function whereOf({ classifier, levels, repetition, same }: FlipRow): string {
  return [classifier, ...Object.values(levels), `trial ${count(repetition)}`, sameWords[same]].join(' · ');
}

function open({ first, second }: FlipRow, run: string, dispatch: Dispatch): void {
  dispatch({ type: 'send', message: { type: 'openComparedTrials', run, first: first.trial, second: second.trial } });
}
