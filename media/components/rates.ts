import { html } from 'lit';
import type { CellKey } from '../model.ts';
import type { RunView } from '../viewTypes.ts';
import { matrixOf, matrixPart } from './matrix.ts';
import type { Dispatch, Part } from './parts.ts';

export interface RatesOf {
  readonly view: RunView;
  readonly classifier: string;
  readonly cell: CellKey | null;
  readonly dispatch: Dispatch;
  readonly isWide: boolean;
}

/** The rates of one classifier: a matrix where the design has two dimensions and there is room, else a table. */
export function ratesPane({ view, classifier, cell, dispatch, isWide }: RatesOf): Part {
  const matrix = isWide ? matrixOf(view, classifier) : null;
  if (matrix !== null) return matrixPart(view, matrix, cell, dispatch);
  return html`<scenarist-cells
    .view=${view}
    .classifier=${classifier}
    .cell=${cell}
    .dispatch=${dispatch}
  ></scenarist-cells>`;
}
