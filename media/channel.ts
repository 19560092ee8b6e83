import type { FromPanel, ToPanel } from '../src/protocol/messages.ts';
import { readToPanel } from '../src/protocol/readToPanel.ts';
import { levels, nowhere, type Level, type OnlyFilter, type Place } from './model.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the extension and back. */
export interface Channel {
  send(message: FromPanel): void;
  /** Returns what ends the listening. */
  listen(hear: (message: ToPanel) => void): () => void;
  /** Where the reader was when the page was last alive. */
  place(): Place;
  /** `isLast`: the run is the last one, so that those which come are followed. */
  keep(place: Place, isLast: boolean): void;
}

/** Can be made once for each page: VS Code gives its API out once. `scenario`: what a page in an editor is about. */
export function createChannel(scenario: string | null): Channel {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    listen(hear) {
      const receive = (event: MessageEvent<unknown>): void => {
        const message = readToPanel(event.data);
        if (message !== null) hear(message);
      };
      window.addEventListener('message', receive);
      return () => window.removeEventListener('message', receive);
    },
    place: () => readPlace(api.getState()),
    keep: (place, isLast) => api.setState({ ...place, isLast, ...(scenario !== null && { scenario }) }),
  };
}

/** What an earlier version of this panel may have kept: anything that does not fit is nowhere. */
export function readPlace(value: unknown): Place {
  if (typeof value !== 'object' || value === null) return nowhere;
  const kept: Readonly<Record<string, unknown>> = { ...value };
  const { verdict, cell, only } = kept;
  return {
    run: text(kept['run']),
    level: isLevel(kept['level']) ? kept['level'] : 'rates',
    classifier: text(kept['classifier']),
    trial: text(kept['trial']),
    text: text(kept['text']) ?? '',
    verdict: verdict === 'positive' || verdict === 'negative' || verdict === 'excluded' ? verdict : null,
    only: isOnly(only) ? only : null,
    cell: readCell(cell),
  };
}

function isOnly(value: unknown): value is OnlyFilter {
  return value === 'unreviewed' || value === 'disagreed' || value === 'disputed' || value === 'split';
}

function readCell(value: unknown): Place['cell'] {
  if (typeof value !== 'object' || value === null) return null;
  const { condition, model }: Readonly<Record<string, unknown>> = { ...value };
  const key = { condition: text(condition), model: text(model) };
  return key.condition === null && key.model === null ? null : key;
}

function isLevel(value: unknown): value is Level {
  return typeof value === 'string' && Object.hasOwn(levels, value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
