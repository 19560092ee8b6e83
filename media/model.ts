import type { FromPanel, PanelState, ToPanel } from '../src/protocol/messages.ts';
import { noFindings, type Findings } from './findings.ts';
import { noPages, type TrialPages } from './trialPages.ts';
import type { RunView, TranscriptView, TrialFilter } from './viewTypes.ts';

/** Which trials: of a condition, of a model, or of both. */
export interface CellKey {
  readonly condition: string | null;
  readonly model: string | null;
}
/** How a reader answers what a trial is. */
export type Answer = Extract<FromPanel, { type: 'review' }>['answer'];
export type VerdictFilter = NonNullable<TrialFilter['verdict']>;
export type OnlyFilter = NonNullable<TrialFilter['only']>;

/** What stands above the trials. Another one is a word here and a case in components/levels.ts. */
export const levels = {
  rates: 'Rates',
  charts: 'Charts',
  analysis: 'Analysis',
  compare: 'Compare',
  agreement: 'Agreement',
} as const;
export type Level = keyof typeof levels;

/** Where its reader is; kept over a reload of the page. */
export interface Place {
  readonly run: string | null;
  readonly level: Level;
  readonly classifier: string | null;
  readonly cell: CellKey | null;
  readonly verdict: VerdictFilter | null;
  readonly only: OnlyFilter | null;
  /** What the transcripts must have; empty: anything. */
  readonly text: string;
  readonly trial: string | null;
}

/** All that the panel shows. A value: `update` makes the next one. */
export interface PanelModel {
  /** Null until the extension has answered. */
  readonly state: PanelState | null;
  readonly place: Place;
  /** Verdicts are hidden until their reader has labelled: so it is in the whole window. */
  readonly blind: boolean;
  /** Where the reader was before, the latest last, and where Back came from. */
  readonly past: readonly Place[];
  readonly future: readonly Place[];
  /** How far the search for `place.text` is, from 0 to 1. */
  readonly searched: number;
  readonly findings: Findings;
  readonly pages: TrialPages;
  readonly nextRequest: number;
  /** The row that the arrow keys move; null in an empty list. */
  readonly active: number | null;
  /** The next or previous trial, while the page that holds it is under way. */
  readonly opening: number | null;
  readonly transcript: TranscriptView | null;
  /** What arrived of the open trial since its transcript was sent. */
  readonly stream: readonly StreamedText[];
  /** What a screen reader is told. */
  readonly announcement: string;
  readonly failure: string | null;
  /** Why what was just said of a trial is not kept. */
  readonly refusal: string | null;
}
export interface StreamedText {
  readonly kind: 'text' | 'reasoning';
  readonly text: string;
}

export type PanelEvent =
  | { readonly type: 'received'; readonly message: ToPanel }
  /** A button whose work the extension does. */
  | { readonly type: 'send'; readonly message: FromPanel }
  | { readonly type: 'chooseLevel'; readonly level: Level }
  | { readonly type: 'chooseClassifier'; readonly classifier: string }
  | { readonly type: 'chooseCell'; readonly cell: CellKey | null }
  | { readonly type: 'chooseVerdict'; readonly verdict: VerdictFilter | null }
  | { readonly type: 'chooseOnly'; readonly only: OnlyFilter | null }
  /** What its reader says of the open trial; a note left out stays as it is. */
  | { readonly type: 'review'; readonly answer: Answer; readonly note?: string }
  /** The same by the number of a label, from 0. */
  | { readonly type: 'reviewLabel'; readonly index: number }
  | { readonly type: 'chooseText'; readonly text: string }
  /** Back or forward, as in a browser. */
  | { readonly type: 'go'; readonly to: 'back' | 'forward' }
  | { readonly type: 'rowsInSight'; readonly from: number; readonly to: number }
  | { readonly type: 'activate'; readonly index: number }
  | { readonly type: 'openActive' }
  /** A trial that may not be in the list. */
  | { readonly type: 'openTrial'; readonly trial: string }
  /** The next or previous trial of the list. */
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'closeTrial' }
  /** Escape: from the trial to the cell, from the cell to all conditions. */
  | { readonly type: 'up' }
  | { readonly type: 'dismissFailure' };

/** The next model, and what to tell the extension. */
export interface Step {
  readonly model: PanelModel;
  readonly send: readonly FromPanel[];
}

export const nowhere: Place = {
  run: null,
  level: 'rates',
  classifier: null,
  cell: null,
  verdict: null,
  only: null,
  text: '',
  trial: null,
};

export function initialModel(place: Place = nowhere): PanelModel {
  return {
    state: null,
    place,
    blind: false,
    past: [],
    future: [],
    searched: 1,
    findings: noFindings,
    pages: noPages,
    nextRequest: 1,
    active: null,
    opening: null,
    transcript: null,
    stream: [],
    announcement: '',
    failure: null,
    refusal: null,
  };
}

export function shownRun({ state }: PanelModel): RunView | null {
  return state?.kind === 'run' ? state.view : null;
}

/** The trials of the list: of the chosen cell, with the chosen kind of verdict and text. */
export function filterOf({ classifier, cell, verdict, only, text }: Place): TrialFilter {
  return {
    ...(cell === null || cell.condition === null ? {} : { condition: cell.condition }),
    ...(cell === null || cell.model === null ? {} : { model: cell.model }),
    ...(verdict === null || classifier === null ? {} : { classifier, verdict }),
    ...(only === null || classifier === null ? {} : { classifier, only }),
    ...(text === '' ? {} : { text }),
  };
}

export function isSameCell(a: CellKey | null, b: CellKey | null): boolean {
  return a?.condition === b?.condition && a?.model === b?.model;
}
