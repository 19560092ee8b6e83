import { html, nothing, type TemplateResult } from 'lit';
import { isSameCell, type PanelModel, type VerdictFilter } from '../model.ts';
import { counted } from '../../src/core/view/shown/numbers.ts';
import { plain } from '../visibleText.ts';
import { levelNames, varyingFactors } from '../../src/core/view/shown/varyingFactors.ts';
import type { RunView } from '../viewTypes.ts';
import { labelCounts } from '../../src/core/view/shown/words.ts';
import { cellSentence } from '../words.ts';
import { reviewFilter } from './reviewFilter.ts';
import { iconButton, type Dispatch, type Part } from './parts.ts';

const verdictFilters: readonly (readonly [VerdictFilter | '', string])[] = [
  ['', 'all verdicts'],
  ['positive', 'positive'],
  ['negative', 'negative'],
  ['excluded', 'left out'],
];
/** More conditions than these are chosen in the table. */
const mostOptions = 300;
/** A word is typed before it is looked for. */
const typingMs = 200;
let typing = 0;

/** Which trials? */
export function trialsPane(view: RunView, model: PanelModel, dispatch: Dispatch): TemplateResult {
  const { place, pages, active } = model;
  const factors = (place.cell?.condition ?? null) === null ? varyingFactors(view) : [];
  return html`<section class="trials-pane" aria-label="Trials">
    <div class="trials-head">
      <h2>${pages.total === null ? 'Trials' : counted(pages.total, 'trial')}${searching(model)}</h2>
      ${search(model, dispatch)}
      <div class="filters">
        ${verdicts(model, dispatch)} ${conditions(view, model, dispatch)} ${models(view, model, dispatch)}
        ${reviewFilter(model, dispatch)}
      </div>
    </div>
    ${cellSummary(view, model)} ${pages.total === 0 ? html`<p class="quiet">${emptyList(model)}</p>` : nothing}
    <scenarist-trials
      .pages=${pages}
      .active=${active}
      .open=${place.trial}
      .classifier=${place.classifier}
      .blind=${model.blind}
      .factors=${factors}
      .showsModel=${(place.cell?.model ?? null) === null && view.models.length > 1}
      .dispatch=${dispatch}
    ></scenarist-trials>
  </section>`;
}

function searching({ place, searched }: PanelModel): Part {
  if (place.text === '' || searched === 1) return nothing;
  return html` <span class="quiet">searching… ${Math.floor(100 * searched)} %</span>`;
}

/** The search, or what its writer makes of it now: a space at the end is the begin of the next word. */
function shown(text: string): string {
  const written = document.querySelector<HTMLInputElement>('.search')?.value ?? '';
  return written.trim() === text ? written : text;
}

function search({ place }: PanelModel, dispatch: Dispatch): TemplateResult {
  const look = (text: string): void => {
    clearTimeout(typing);
    dispatch({ type: 'chooseText', text: text.trim() });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter') look(event.target.value);
    else if (event.key === 'Escape' && event.target.value !== '') look((event.target.value = ''));
    else if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.trial-list')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const clear = (): void => {
    look('');
    // The button is gone: the focus stays where a word may be written.
    document.querySelector<HTMLElement>('.search')?.focus();
  };
  const onInput = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(typing);
    typing = window.setTimeout(() => look(target.value), typingMs);
  };
  return html`<span class="field">
    <input
      type="text"
      class="search"
      aria-label="Search in transcripts"
      placeholder="Search in transcripts"
      maxlength="500"
      .value=${shown(place.text)}
      @input=${onInput}
      @keydown=${onKey}
    />${place.text === '' ? nothing : iconButton('close', 'Clear the search', clear)}
  </span>`;
}

function verdicts({ place, blind }: PanelModel, dispatch: Dispatch): TemplateResult {
  if (blind)
    return html`<select
      class="filter"
      aria-label="Filter by verdict"
      title="Verdicts are hidden while you review blind"
      disabled
    >
      <option>verdicts hidden</option>
    </select>`;
  return html`<select
    class="filter"
    aria-label="Filter by verdict"
    ?disabled=${place.classifier === null}
    @change=${(event: Event) => dispatch({ type: 'chooseVerdict', verdict: verdictOf(chosenValue(event)) })}
  >
    ${verdictFilters.map(([value, words]) => html`<option value=${value} ?selected=${value === (place.verdict ?? '')}>${words}</option>`)}
  </select>`;
}

function conditions(view: RunView, { place }: PanelModel, dispatch: Dispatch): Part {
  const factors = varyingFactors(view);
  const levels = new Map(view.cells.map((cell) => [cell.condition, levelNames(cell.levels, factors)]));
  if (levels.size < 2 || levels.size > mostOptions) return nothing;
  // Of a run with one model, a condition is a cell.
  const only = view.models.length === 1 ? (view.models[0]?.model ?? null) : null;
  const chosenModel = view.models.length === 1 ? null : (place.cell?.model ?? null);
  return choice('Filter by condition', 'all conditions', levels, place.cell?.condition ?? null, (condition) =>
    dispatch({ type: 'chooseCell', cell: keyOf(condition, condition === null ? chosenModel : (chosenModel ?? only)) }),
  );
}

function models(view: RunView, { place }: PanelModel, dispatch: Dispatch): Part {
  if (view.models.length < 2) return nothing;
  const names = new Map(view.models.map(({ model }) => [model, plain(model, 80)]));
  return choice('Filter by model', 'all models', names, place.cell?.model ?? null, (model) =>
    dispatch({ type: 'chooseCell', cell: keyOf(place.cell?.condition ?? null, model) }),
  );
}

function choice(
  label: string,
  all: string,
  options: ReadonlyMap<string, string>,
  chosen: string | null,
  choose: (value: string | null) => void,
): TemplateResult {
  return html`<select
    aria-label=${label}
    @change=${(event: Event) => {
      const value = chosenValue(event);
      choose(value === '' ? null : value);
    }}
  >
    <option value="" ?selected=${chosen === null}>${all}</option>
    ${Array.from(options, ([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
  </select>`;
}

function keyOf(condition: string | null, model: string | null): PanelModel['place']['cell'] {
  return condition === null && model === null ? null : { condition, model };
}

/** The chosen cell in words, with all of its labels. */
function cellSummary(view: RunView, { place, blind }: PanelModel): Part {
  const cell = view.cells.find((each) => each.classifier === place.classifier && isSameCell(each, place.cell));
  if (cell === undefined || blind) return nothing;
  const labels = labelCounts(cell.labels);
  return html`<p class="cell-summary">
    ${cellSentence(cell)}${labels === '' ? nothing : html` <span class="quiet">(${labels})</span>`}
  </p>`;
}

function emptyList({ place, searched }: PanelModel): string {
  if (place.text !== '') return searched < 1 ? 'Nothing found yet.' : 'No transcript here has this text.';
  return place.cell === null && place.verdict === null
    ? 'No trial has begun yet.'
    : 'No trial here yet that fits the filter.';
}

function chosenValue({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}

function verdictOf(value: string): VerdictFilter | null {
  return value === 'positive' || value === 'negative' || value === 'excluded' ? value : null;
}
