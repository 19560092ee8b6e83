import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { footnotesOf, marksOf, type Footnotes } from '../footnotes.ts';
import { isSameCell, type CellKey } from '../model.ts';
import { fewGraded } from '../../src/core/view/shown/charts/axis.ts';
import { count, counted, interval, percent } from '../../src/core/view/shown/numbers.ts';
import { nextSort, sorted, type Sort } from '../sortRows.ts';
import type { Cell, RunView } from '../viewTypes.ts';
import { areMany, levelNames, varyingFactors } from '../../src/core/view/shown/varyingFactors.ts';
import { plain } from '../visibleText.ts';
import { cellSentence } from '../words.ts';
import { footnoteLine } from './footnoteLine.ts';
import { icon, modelTag, shown, textButton, type Dispatch, type Part } from './parts.ts';
import { axisLabels, intervalPlot } from './intervalPlot.ts';

/** A design may have thousands of conditions; this many rows are drawn at once. */
const rowsAtOnce = 200;

/** Where does it happen? The rate of one classifier in every condition and model, with interval and denominator. */
export class CellTable extends LitElement {
  static override properties = {
    view: { attribute: false },
    classifier: { attribute: false },
    cell: { attribute: false },
    rows: { state: true },
    sort: { state: true },
    focused: { state: true },
  };
  declare view: RunView;
  declare classifier: string;
  declare cell: CellKey | null;
  declare dispatch: Dispatch;
  declare private rows: number;
  declare private sort: Sort;
  declare private focused: number;

  constructor() {
    super();
    this.rows = rowsAtOnce;
    this.sort = null;
    this.focused = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('classifier') || this.focused >= this.cells.length) this.focused = 0;
  }

  private get cells(): readonly Cell[] {
    return this.view.cells.filter(({ classifier }) => classifier === this.classifier);
  }

  protected override render(): TemplateResult {
    const all = this.cells;
    const cells = sorted(all, this.sort, ({ rate }) => rate);
    const factors = varyingFactors(this.view);
    const isOne = areMany(factors) || factors.length === 0;
    const notes = footnotesOf(all);
    const model = { name: 'model', title: 'model' };
    const condition = { name: 'condition', title: 'what is not as in the baseline' };
    const head = [...(isOne ? [condition] : factors), ...(this.view.models.length > 1 ? [model] : [])];
    const columns = `--level-columns: ${head.length}; --count-width: ${countWidth(this.view, cells.length)}`;
    return html`
      <div
        class="cell-grid"
        role="grid"
        aria-label="Rates by condition and model"
        aria-rowcount=${cells.length + 1}
        .style=${columns}
        @keydown=${this.onKey}
      >
        <div class="cell-row head" role="row" aria-rowindex="1">
          <span class="levels" role="presentation">
            ${head.map(({ name, title }) => html`<span class="level" role="columnheader" title=${plain(title)}>${shown(name, 60)}</span>`)}
          </span>
          <span role="columnheader" class="plot-cell" aria-label="rate from 0 to 100 %">${axisLabels()}</span>
          <span role="columnheader" class="number rate" aria-sort=${this.sort?.order ?? 'none'}
            ><button
              type="button"
              class="sort"
              title="Sort by rate"
              @click=${() => (this.sort = nextSort(this.sort, 0))}
            >
              rate
              ${this.sort === null ? nothing : icon(this.sort.order === 'descending' ? 'arrow-small-down' : 'arrow-small-up')}
            </button></span
          >
          <span role="columnheader" class="number n" title="positive / graded">n<sup class="notes"></sup></span>
          <span role="columnheader" class="number interval" title="95 % Wilson interval, in percent">95 %</span>
        </div>
        ${repeat(
          cells.slice(0, this.rows),
          ({ condition, model }) => `${condition} ${model}`,
          (cell, index) =>
            this.row(cell, index, this.sort === null ? (cells[index - 1] ?? null) : null, factors, notes),
        )}
      </div>
      ${this.more(cells.length)} ${footnoteLine(cells, notes)}
    `;
  }

  private row(
    cell: Cell,
    index: number,
    above: Cell | null,
    factors: RunView['factors'],
    notes: Footnotes,
  ): TemplateResult {
    const names = areMany(factors) ? [] : factors.map(({ name }) => name);
    const repeats = repeatedLevels(cell, above, names);
    const isChosen = isSameCell(cell, this.cell);
    return html`<div
      class="cell-row ${cell.graded < fewGraded ? 'few' : ''} ${repeats === 0 ? 'group' : ''}"
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${isChosen}
      tabindex=${index === this.focused ? 0 : -1}
      title=${cellSentence(cell)}
      @focus=${() => (this.focused = index)}
      @click=${() => this.choose(cell)}
    >
      <span class="levels" role="presentation">
        ${names.map((name, at) => html`<span class="level ${at < repeats ? 'again' : ''}" role="gridcell">${shown(cell.levels[name] ?? '–', 60)}</span>`)}
        ${names.length === 0 ? html`<span class="level" role="gridcell">${levelNames(cell.levels, factors) || 'all'}</span>` : nothing}
        ${this.modelCell(cell)}
      </span>
      <span class="plot-cell" role="gridcell">${intervalPlot({ ...cell, value: cell.rate })}</span>
      <span class="number rate" role="gridcell">${percent(cell.rate)}</span>
      <span class="number n" role="gridcell">${fraction(cell)}<sup class="notes">${marksOf(cell, notes)}</sup></span>
      <span class="number interval" role="gridcell">${interval(cell.interval)}</span>
    </div>`;
  }

  private modelCell({ model }: Cell): Part {
    const { models } = this.view;
    if (models.length < 2) return nothing;
    const label = models.find((each) => each.model === model)?.label ?? null;
    return html`<span class="level model-name" role="gridcell">${shown(model, 80)} ${modelTag(label)}</span>`;
  }

  private more(total: number): Part {
    if (total <= this.rows) return nothing;
    return textButton(
      `Show ${counted(Math.min(rowsAtOnce, total - this.rows), 'more row')} of ${count(total)}`,
      () => (this.rows += rowsAtOnce),
    );
  }

  private choose({ condition, model }: Cell): void {
    const cell = { condition, model };
    this.dispatch({ type: 'chooseCell', cell: isSameCell(cell, this.cell) ? null : cell });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const last = Math.min(this.rows, this.cells.length) - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.focused + 1,
      ArrowUp: this.focused - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const cell = sorted(this.cells, this.sort, ({ rate }) => rate)[this.focused];
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    if (target !== undefined) {
      this.querySelector<HTMLElement>(`[aria-rowindex="${Math.max(0, Math.min(last, target)) + 2}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && cell !== undefined) {
      this.choose(cell);
    } else {
      return;
    }
    event.preventDefault();
  };
}

/** Digits of «10/10»: room for the last numbers from the start, so that the columns keep their places while the run grows. */
function countWidth({ progress: { planned } }: RunView, cells: number): number {
  return 2 * count(Math.ceil(planned / Math.max(1, cells))).length + 1;
}

/** How many of the first levels the row above has too: those are not written again. */
function repeatedLevels(cell: Cell, above: Cell | null, names: readonly string[]): number {
  if (above === null) return 0;
  const first = names.findIndex((name) => cell.levels[name] !== above.levels[name]);
  return first < 0 ? names.length : first;
}

function fraction({ positive, graded }: Cell): TemplateResult {
  return html`<span class="fraction">${count(positive)}/${count(graded)}</span>`;
}

customElements.define('scenarist-cells', CellTable);
