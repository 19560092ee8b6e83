import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { footnotesOf, marksOf, type Footnotes } from '../footnotes.ts';
import { isSameCell, type CellKey } from '../model.ts';
import { fewGraded } from '../../src/core/view/shown/charts/axis.ts';
import { count, interval, percent } from '../../src/core/view/shown/numbers.ts';
import { nextSort, sorted, type Sort } from '../sortRows.ts';
import type { Cell, MatrixView, Rate, RunView } from '../viewTypes.ts';
import { cellSentence } from '../words.ts';
import { footnoteLine } from './footnoteLine.ts';
import { axisLabels, intervalPlot } from './intervalPlot.ts';
import { icon, modelTag, shown, type Dispatch, type Part } from './parts.ts';

type Row = MatrixView['rows'][number];

/** Rates in two dimensions: conditions by models, or factor by factor. One axis for each column; Enter shows a cell's trials. */
export class Matrix extends LitElement {
  static override properties = {
    view: { attribute: false },
    matrix: { attribute: false },
    cell: { attribute: false },
    sort: { state: true },
    focused: { state: true },
  };
  declare view: RunView;
  declare matrix: MatrixView;
  declare cell: CellKey | null;
  declare dispatch: Dispatch;
  declare private sort: Sort;
  /** Row and column of the cell that Tab leads to; the row after the last is that of the sums. */
  declare private focused: readonly [row: number, column: number];

  constructor() {
    super();
    this.sort = null;
    this.focused = [0, 0];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const [row, column] = this.focused;
    if (changed.has('matrix') && (row > this.matrix.rows.length || column >= this.columns)) this.focused = [0, 0];
  }

  private get hasSums(): boolean {
    return this.matrix.factor !== null;
  }

  private get columns(): number {
    return this.matrix.columns.length + (this.hasSums ? 1 : 0);
  }

  protected override render(): TemplateResult {
    const { matrix } = this;
    const cells = matrix.rows.flatMap((row) => row.cells.flatMap((index) => this.cellAt(index) ?? []));
    const notes = footnotesOf(cells);
    const names = Object.keys(matrix.rows[0]?.levels ?? {});
    const rows = sorted(matrix.rows, this.sort, (row, column) => this.rateIn(row, column)?.rate ?? null);
    const hasAll = matrix.all.some((rate) => rate !== null);
    return html`
      <div class="matrix-scroll">
        <div
          class="matrix"
          role="grid"
          aria-label="Rates, ${names.join(' and ')} by ${matrix.factor ?? 'model'}"
          aria-rowcount=${rows.length + 1 + Number(hasAll)}
          .style=${`--columns: ${this.columns}; --row-names: ${Math.max(1, names.length)}`}
          @keydown=${this.onKey}
        >
          <div class="matrix-row head" role="row" aria-rowindex="1">
            <span class="row-names" role="columnheader"
              >${names.map((name) => html`<span class="level">${shown(name, 60)}</span>`)}</span
            >
            ${matrix.columns.map((value, column) => this.head(value, column))}
            ${this.hasSums ? this.head('all', matrix.columns.length) : nothing}
          </div>
          ${rows.map((row, index) => this.row(row, index, rows[index - 1] ?? null, names, notes))}
          ${hasAll ? this.sums(rows.length, notes) : nothing}
        </div>
      </div>
      ${footnoteLine(cells, notes)}
    `;
  }

  private head(value: string, column: number): TemplateResult {
    const { matrix, view, sort } = this;
    const label = matrix.factor === null ? (view.models.find(({ model }) => model === value)?.label ?? null) : null;
    const isSorted = sort?.column === column;
    const prefix =
      matrix.factor === null || column === matrix.columns.length
        ? nothing
        : html`<span class="quiet">${shown(matrix.factor, 40)}</span> `;
    return html`<span class="matrix-head" role="columnheader" aria-sort=${isSorted ? sort.order : 'none'}>
      <button
        type="button"
        class="sort"
        title="Sort by this column"
        @click=${() => (this.sort = nextSort(sort, column))}
      >
        <span>${prefix}${shown(value, 60)} ${modelTag(label)}</span>
        ${isSorted ? icon(sort.order === 'descending' ? 'arrow-small-down' : 'arrow-small-up') : nothing}
      </button>
      <span class="plot-cell">${axisLabels()}</span>
    </span>`;
  }

  private row(row: Row, index: number, above: Row | null, names: readonly string[], notes: Footnotes): TemplateResult {
    const firstNew =
      above === null || this.sort !== null ? 0 : names.findIndex((name) => row.levels[name] !== above.levels[name]);
    return html`<div class="matrix-row ${firstNew === 0 ? 'group' : ''}" role="row" aria-rowindex=${index + 2}>
      <span class="row-names" role="rowheader"
        >${names.map((name, at) => html`<span class="level ${at < firstNew ? 'again' : ''}">${shown(row.levels[name] ?? '–', 60)}</span>`)}${names.length === 0 ? html`<span class="level">all</span>` : nothing}</span
      >
      ${row.cells.map((at, column) => this.place(this.cellAt(at), [index, column], notes))}
      ${this.hasSums ? this.place(row.all, [index, row.cells.length], notes) : nothing}
    </div>`;
  }

  private sums(index: number, notes: Footnotes): TemplateResult {
    const { all, total } = this.matrix;
    return html`<div class="matrix-row group sums" role="row" aria-rowindex=${index + 2}>
      <span class="row-names" role="rowheader"><span class="level">all</span></span>
      ${all.map((rate, column) => this.place(rate, [index, column], notes))}
      ${this.hasSums ? this.place(total, [index, all.length], notes) : nothing}
    </div>`;
  }

  private place(rate: Rate | Cell | null, at: readonly [number, number], notes: Footnotes): TemplateResult {
    const key = this.keyOf(rate, at[1]);
    const [row, column] = this.focused;
    const content =
      rate === null
        ? html`<span class="quiet">–<span class="unseen"> no such condition</span></span>`
        : html`<span class="cell-figures"
            ><b class="rate">${percent(rate.rate)}</b>
            <span class="fraction"
              >${count(rate.positive)}/${count(rate.graded)}<sup>${marksOf(rate, notes)}</sup></span
            >
            <span class="interval">${interval(rate.interval)}</span>
            <span class="plot-cell">${intervalPlot({ ...rate, value: rate.rate })}</span></span
          >`;
    return html`<span
      class="matrix-cell ${rate !== null && rate.graded < fewGraded ? 'few' : ''} ${key === null ? 'plain' : ''}"
      role="gridcell"
      aria-selected=${key !== null && isSameCell(key, this.cell)}
      aria-colindex=${at[1] + 2}
      tabindex=${at[0] === row && at[1] === column ? 0 : -1}
      title=${rate === null ? 'no such condition' : cellSentence(rate)}
      @focus=${() => (this.focused = at)}
      @click=${() => this.choose(key)}
      >${content}</span
    >`;
  }

  private cellAt(index: number | null): Cell | null {
    return index === null ? null : (this.view.cells[index] ?? null);
  }

  private rateIn(row: Row, column: number): Rate | null {
    return column === row.cells.length ? row.all : this.cellAt(row.cells[column] ?? null);
  }

  /** Which trials a place stands for; null: those of several conditions, which the list cannot be cut down to. */
  private keyOf(rate: Rate | Cell | null, column: number): CellKey | null {
    if (rate === null) return null;
    if ('condition' in rate) return { condition: rate.condition, model: rate.model };
    const model = this.hasSums ? undefined : this.matrix.columns[column];
    return model === undefined ? null : { condition: null, model };
  }

  private choose(key: CellKey | null): void {
    if (key !== null) this.dispatch({ type: 'chooseCell', cell: isSameCell(key, this.cell) ? null : key });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'gridcell' || event.altKey)
      return;
    const [row, column] = this.focused;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      Home: [row, 0],
      End: [row, this.columns - 1],
    };
    const move = moves[event.key];
    if (move !== undefined) this.focusAt(move);
    else if (event.key === 'Enter' || event.key === ' ') event.target.click();
    else return;
    event.preventDefault();
  };

  private focusAt([row, column]: readonly [number, number]): void {
    const cells = this.querySelectorAll(`.matrix-row:nth-child(${row + 2}) > [role=gridcell]`);
    const cell = cells[column];
    if (cell instanceof HTMLElement) cell.focus();
  }
}

/** The matrix that fits a classifier; nothing where the design has no two dimensions. */
export function matrixOf(view: RunView, classifier: string): MatrixView | null {
  return view.matrices[view.classifiers.findIndex(({ id }) => id === classifier)] ?? null;
}

export function matrixPart(view: RunView, matrix: MatrixView, cell: CellKey | null, dispatch: Dispatch): Part {
  return html`<scenarist-matrix
    .view=${view}
    .matrix=${matrix}
    .cell=${cell}
    .dispatch=${dispatch}
  ></scenarist-matrix>`;
}

customElements.define('scenarist-matrix', Matrix);
