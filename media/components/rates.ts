import { html, type TemplateResult } from 'lit';
import type { CellKey } from '../model.ts';
import type { RunView } from '../viewTypes.ts';
import type { Dispatch } from './parts.ts';

export interface RatesOf {
  readonly view: RunView;
  readonly classifier: string;
  readonly cell: CellKey | null;
  readonly dispatch: Dispatch;
  readonly isWide: boolean;
}

/** The rates of one classifier: a matrix where the design has two dimensions and there is room, else a table. */
export function ratesPane({ view, classifier, cell, dispatch }: RatesOf): TemplateResult {
  return html`<scenarist-cells
    .view=${view}
    .classifier=${classifier}
    .cell=${cell}
    .dispatch=${dispatch}
  ></scenarist-cells>`;
}
