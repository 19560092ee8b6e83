import { html, nothing, type TemplateResult } from 'lit';
import { isSameCell, type PanelModel, type VerdictFilter } from '../model.ts';
import { count, counted } from '../numbers.ts';
import { plain } from '../visibleText.ts';
import { varyingFactors } from '../varyingFactors.ts';
import type { RunView, TrialRow } from '../viewTypes.ts';
import { cellSentence, labelCounts } from '../words.ts';
import { expectations } from './expectations.ts';
import { icon, levelNames, shown, type Dispatch, type Part } from './parts.ts';

const verdictFilters: readonly (readonly [VerdictFilter | '', string])[] = [
  ['', 'all verdicts'],
  ['positive', 'positive'],
  ['negative', 'negative'],
  ['excluded', 'left out'],
];

/** Where does it happen? */
export function cellsPane(view: RunView, model: PanelModel, dispatch: Dispatch): TemplateResult {
  const { classifier, cell } = model.place;
  return html`<section class="cells-pane" aria-label="Rates">
    ${classifierLine(view, classifier, dispatch)}
    ${
      classifier === null
        ? html`<p class="quiet">This scenario has no classifier: its transcripts are below.</p>`
        : html`<scenarist-cells
            .view=${view}
            .classifier=${classifier}
            .cell=${cell}
            .dispatch=${dispatch}
          ></scenarist-cells>`
    }
    ${expectations(view, dispatch)}
  </section>`;
}

function classifierLine({ classifiers }: RunView, chosen: string | null, dispatch: Dispatch): Part {
  const classifier = classifiers.find(({ id }) => id === chosen);
  if (classifier === undefined) return nothing;
  if (classifiers.length === 1)
    return html`<h2 class="classifier-line">
      <b>${shown(classifier.id, 80)}</b> <span class="quiet">${shown(classifier.title, 300)}</span>
    </h2>`;
  return html`<div class="classifier-line">
    <select
      aria-label="Classifier"
      @change=${(event: Event) => dispatch({ type: 'chooseClassifier', classifier: chosenValue(event) })}
    >
      ${classifiers.map(({ id }) => html`<option value=${id} ?selected=${id === chosen}>${plain(id, 80)}</option>`)}
    </select>
    <h2 class="quiet">${shown(classifier.title, 300)}</h2>
  </div>`;
}

/** Which trials? */
export function trialsPane(view: RunView, model: PanelModel, dispatch: Dispatch): TemplateResult {
  const { place, pages, active } = model;
  const factors = place.cell === null ? varyingFactors(view).map(({ name }) => name) : [];
  return html`<section class="trials-pane" aria-label="Trials">
    <div class="trials-head">
      <h2>${pages.total === null ? 'Trials' : counted(pages.total, 'trial')}</h2>
      <select
        class="filter"
        aria-label="Filter by verdict"
        ?disabled=${place.classifier === null}
        @change=${(event: Event) => dispatch({ type: 'chooseVerdict', verdict: verdictOf(chosenValue(event)) })}
      >
        ${verdictFilters.map(([value, words]) => html`<option value=${value} ?selected=${value === (place.verdict ?? '')}>${words}</option>`)}
      </select>
    </div>
    ${cellSummary(view, model)} ${pages.total === 0 ? html`<p class="quiet">${emptyList(model)}</p>` : nothing}
    <scenarist-trials
      .pages=${pages}
      .active=${active}
      .open=${place.trial}
      .classifier=${place.classifier}
      .factors=${factors}
      .showsModel=${place.cell === null && view.models.length > 1}
      .dispatch=${dispatch}
    ></scenarist-trials>
  </section>`;
}

/** The chosen cell in words, with all of its labels. */
function cellSummary(view: RunView, { place }: PanelModel): Part {
  const cell = view.cells.find((each) => each.classifier === place.classifier && isSameCell(each, place.cell));
  if (cell === undefined) return nothing;
  const labels = labelCounts(cell.labels);
  return html`<p class="cell-summary">
    ${cellSentence(cell)}${labels === '' ? nothing : html` <span class="quiet">(${labels})</span>`}
  </p>`;
}

function emptyList({ place }: PanelModel): string {
  return place.cell === null && place.verdict === null
    ? 'No trial has begun yet.'
    : 'No trial here yet that fits the filter.';
}

/** Where the reader is; each step leads back up. */
export function breadcrumb(view: RunView, { place, transcript }: PanelModel, dispatch: Dispatch): TemplateResult {
  const names = varyingFactors(view).map(({ name }) => name);
  const cell = view.cells.find((each) => isSameCell(each, place.cell));
  const cellName =
    cell === undefined
      ? null
      : [levelNames(cell.levels, names), view.models.length > 1 ? plain(cell.model, 80) : '']
          .filter((part) => part !== '')
          .join(' · ');
  const trialName =
    place.trial === null ? null : nameOfTrial(transcript?.row ?? null, place.cell === null ? names : []);
  const crumbs: readonly (readonly [string, () => void])[] = [
    ['all trials', () => toTop(dispatch)],
    ...(cellName === null
      ? []
      : [[cellName === '' ? 'this cell' : cellName, () => dispatch({ type: 'closeTrial' })] as const]),
    ...(trialName === null ? [] : [[trialName, () => undefined] as const]),
  ];
  return html`<nav class="breadcrumb" aria-label="Where you are">
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

/** With its levels where no crumb before it has them. */
function nameOfTrial(row: TrialRow | null, factors: readonly string[]): string {
  if (row === null) return '…';
  const levels = levelNames(row.levels, factors);
  return levels === '' ? `trial ${count(row.repetition)}` : `${levels} · trial ${count(row.repetition)}`;
}

function toTop(dispatch: Dispatch): void {
  dispatch({ type: 'closeTrial' });
  dispatch({ type: 'chooseCell', cell: null });
}

function chosenValue({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}

function verdictOf(value: string): VerdictFilter | null {
  return value === 'positive' || value === 'negative' || value === 'excluded' ? value : null;
}
