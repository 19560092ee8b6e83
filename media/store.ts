import type { FromPanel, PanelState, ToPanel } from '../src/protocol/messages.ts';
import { askFindings, comparisonKey } from './askFindings.ts';
import { assertNever } from './assertNever.ts';
import { leave, remembered } from './history.ts';
import {
  filterOf,
  nowhere,
  shownRun,
  type Answer,
  type CellKey,
  type PanelEvent,
  type PanelModel,
  type Place,
  type Step,
  type StreamedText,
} from './model.ts';
import { reviewMessage, unrevealing } from './reviews.ts';
import { indexOf, noPages, outdated, pageSize, received, request, rowAt } from './trialPages.ts';
import type { RunView, TranscriptView } from './viewTypes.ts';
import { announcement } from './words.ts';

/** What happens next: a pure function of what is shown and what came in. */
export function update(model: PanelModel, event: PanelEvent): Step {
  const { model: next, send } = askFindings(react(isOfReader(event) ? { ...model, refusal: null } : model, event));
  return { model: remembered(model, next, event), send };
}

/** A refusal stands until its reader does the next thing. */
function isOfReader({ type }: PanelEvent): boolean {
  return type !== 'received' && type !== 'rowsInSight';
}

function react(model: PanelModel, event: PanelEvent): Step {
  switch (event.type) {
    case 'received':
      return hear(model, event.message);
    case 'send':
      return { model, send: [event.message] };
    case 'chooseLevel':
      return still({ ...model, place: { ...model.place, level: event.level } });
    case 'chooseClassifier':
      return refilter(model, { ...model.place, classifier: event.classifier });
    case 'chooseCell':
      return refilter(model, { ...model.place, cell: event.cell });
    case 'chooseVerdict':
      return refilter(model, { ...model.place, verdict: event.verdict });
    case 'chooseOnly':
      return refilter(model, { ...model.place, only: event.only });
    case 'review':
      return say(model, event.answer, event.note);
    case 'reviewLabel': {
      const classifier = shownRun(model)?.classifiers.find(({ id }) => id === model.place.classifier);
      const label = classifier?.labels[event.index]?.label;
      if (label !== undefined) return say(model, { kind: 'label', label });
      return classifier === undefined || model.place.trial === null
        ? still(model)
        : still({ ...model, refusal: `Nothing was kept: ${classifier.id} has no label ${event.index + 1}.` });
    }
    case 'chooseText':
      return refilter({ ...model, searched: event.text === '' ? 1 : 0 }, { ...model.place, text: event.text });
    case 'go':
      return go(model, event.to);
    case 'rowsInSight':
      return ask({ ...model, pages: { ...model.pages, inSight: [event.from, event.to] } });
    case 'activate':
      return ask({ ...model, active: clamp(event.index, model.pages.total) });
    case 'openActive':
      return openAt(model, model.active);
    case 'openTrial':
      return openTrial({ model, send: [] }, event.trial);
    case 'step':
      return openAt(model, neighbour(model, event.by));
    case 'closeTrial':
      return close(model);
    case 'up':
      if (model.failure !== null) return still({ ...model, failure: null });
      if (model.place.trial !== null) return close(model);
      return model.place.cell === null ? still(model) : refilter(model, { ...model.place, cell: null });
    case 'dismissFailure':
      return still({ ...model, failure: null });
    default:
      return assertNever(event);
  }
}

function hear(model: PanelModel, message: ToPanel): Step {
  switch (message.type) {
    case 'state':
      return hearState(model, message.state);
    case 'trials': {
      const pages =
        message.run === model.place.run
          ? received(model.pages, message.request, message.page.total, message.page.rows)
          : null;
      return pages === null ? still(model) : settle({ ...model, pages });
    }
    case 'transcript':
      return still(
        isOpen(model, message.run, message.transcript.row.trial) ? showTranscript(model, message.transcript) : model,
      );
    case 'delta':
      return still(
        isOpen(model, message.run, message.trial) ? { ...model, stream: appended(model.stream, message.delta) } : model,
      );
    case 'searched':
      if (message.run !== model.place.run || message.text !== model.place.text) return still(model);
      return ask({ ...model, searched: message.share, pages: outdated(model.pages) });
    case 'do':
      return message.action === 'find' ? still(model) : go(model, message.action);
    case 'blind': {
      const { on: blind } = message;
      return refilter({ ...model, blind }, model.place);
    }
    case 'analysis':
      return still({ ...model, findings: { ...model.findings, analysis: message.analysis } });
    case 'comparison':
      return still(showComparison(model, message));
    case 'failed':
      return still({ ...model, failure: message.message });
    default:
      return assertNever(message);
  }
}

/** A comparison that was just chosen is what its reader wants to see. */
function showComparison(
  model: PanelModel,
  { run, comparison, show }: Extract<ToPanel, { type: 'comparison' }>,
): PanelModel {
  const findings = { ...model.findings, comparison: { run, view: comparison } };
  const isWanted = show && run === model.place.run;
  // It is here, so opening its level asks for nothing.
  if (isWanted)
    return {
      ...model,
      findings: { ...findings, asked: comparisonKey(run) },
      place: { ...model.place, level: 'compare' },
    };
  return { ...model, findings };
}

function hearState(model: PanelModel, state: PanelState): Step {
  // Another state than a run keeps the place: a file that is invalid for a moment leads back to where its reader was.
  if (state.kind !== 'run') return still({ ...forgetRun(model), state });
  const { view } = state;
  const before = shownRun(model);
  const said = announcement(before, view) ?? model.announcement;
  if (before?.run === view.run) return ask({ ...model, state, announcement: said, pages: outdated(model.pages) });
  const place = placeIn(model.place, view);
  const opened: readonly FromPanel[] =
    place.trial === null ? [] : [{ type: 'openTrial', run: view.run, trial: place.trial }];
  const next = ask({ ...forgetRun(model), state, place, announcement: said });
  return { model: next.model, send: [...opened, ...next.send] };
}

/** Where its reader was, as far as this run has it. */
function placeIn(place: Place, view: RunView): Place {
  const first = view.classifiers[0]?.id ?? null;
  const classifier = view.classifiers.some(({ id }) => id === place.classifier) ? place.classifier : first;
  if (place.run !== view.run) return { ...nowhere, run: view.run, level: place.level, classifier };
  const cell = view.cells.some((each) => isIn(place.cell, each)) ? place.cell : null;
  return { ...place, cell, classifier };
}

function isIn(
  key: CellKey | null,
  { condition, model }: { readonly condition: string; readonly model: string },
): boolean {
  return (key?.condition ?? condition) === condition && (key?.model ?? model) === model;
}

/** Back or forward; another run is asked for, and its state leads to the place in it. */
function go(model: PanelModel, to: 'back' | 'forward'): Step {
  const left = leave(model, to);
  if (left === null) return still(model);
  const place = unrevealing(left.place, model.blind);
  if (place.run !== model.place.run && place.run !== null)
    return { model: { ...left.model, place }, send: [{ type: 'showRun', run: place.run }] };
  const moved = refilter(left.model, { ...place, trial: model.place.trial });
  return openTrial(moved, place.trial);
}

/** Opens a trial that may be on no page that has come; null closes the open one. */
function openTrial({ model, send }: Step, trial: string | null): Step {
  const { run } = model.place;
  if (run === null || trial === model.place.trial) return { model, send };
  const opened = { ...model, place: { ...model.place, trial }, opening: null, transcript: null, stream: [] };
  const next = settle(opened);
  return { model: next.model, send: [...send, { type: 'openTrial', run, trial }, ...next.send] };
}

function forgetRun(model: PanelModel): PanelModel {
  return { ...model, pages: noPages, active: null, opening: null, transcript: null, stream: [] };
}

/** Another list: its pages come anew; a trial that is open stays open. */
function refilter(model: PanelModel, to: Place): Step {
  const place = unrevealing(to, model.blind);
  const changed = JSON.stringify(filterOf(place)) !== JSON.stringify(filterOf(model.place));
  if (!changed) return still({ ...model, place });
  return ask({ ...model, place, pages: noPages, active: null, opening: null });
}

/** A page came: the active row goes where its trial went, and a trial that waited for its page opens. */
function settle(model: PanelModel): Step {
  const { pages, place, opening } = model;
  const open = place.trial === null ? null : indexOf(pages, place.trial);
  const active = open ?? clamp(model.active ?? 0, pages.total);
  const settled = { ...model, active };
  return opening !== null && rowAt(pages, opening) !== null ? openAt(settled, opening) : ask(settled);
}

/** Asks for the rows that are in sight or under the keys and are not there. */
function ask(model: PanelModel): Step {
  const run = shownRun(model);
  if (run === null) return still(model);
  const { pages, asked } = request(model.pages, model.opening ?? model.active, model.nextRequest);
  const filter = filterOf(model.place);
  return {
    model: { ...model, pages, nextRequest: model.nextRequest + asked.length },
    send: asked.map((each) => ({ type: 'getTrials', run: run.run, filter, limit: pageSize, ...each })),
  };
}

function openAt(model: PanelModel, index: number | null): Step {
  const run = shownRun(model);
  if (run === null || index === null) return still(model);
  const row = rowAt(model.pages, index);
  if (row === null) return ask({ ...model, active: index, opening: index });
  if (row.trial === model.place.trial) return still({ ...model, active: index, opening: null });
  const place = { ...model.place, trial: row.trial };
  const next = ask({ ...model, place, active: index, opening: null, transcript: null, stream: [] });
  return { model: next.model, send: [{ type: 'openTrial', run: run.run, trial: row.trial }, ...next.send] };
}

function close(model: PanelModel): Step {
  const { run, trial } = model.place;
  if (run === null || trial === null) return still(model);
  const closed = { ...model, place: { ...model.place, trial: null }, opening: null, transcript: null, stream: [] };
  return { model: closed, send: [{ type: 'openTrial', run, trial: null }] };
}

/** A transcript that holds the answer replaces what was streamed of it. */
function showTranscript(model: PanelModel, transcript: TranscriptView): PanelModel {
  const isWhole = transcript.row.state !== 'running' || transcript.parts.length > 0;
  return { ...model, transcript, stream: isWhole ? [] : model.stream };
}

function appended(stream: readonly StreamedText[], { kind, text }: StreamedText): readonly StreamedText[] {
  const last = stream.at(-1);
  return last?.kind === kind ? [...stream.slice(0, -1), { kind, text: last.text + text }] : [...stream, { kind, text }];
}

/** The trial beside the open one; where none is open, the active one. */
function neighbour({ place, pages, active }: PanelModel, by: 1 | -1): number | null {
  if (place.trial === null) return clamp(active ?? 0, pages.total);
  return clamp((indexOf(pages, place.trial) ?? active ?? 0) + by, pages.total);
}

function say(model: PanelModel, answer: Answer, note?: string): Step {
  const message = reviewMessage(model, answer, note ?? null);
  if (message?.type === 'refused') return still({ ...model, refusal: message.words });
  return { model, send: message === null ? [] : [message] };
}

function isOpen({ place }: PanelModel, run: string, trial: string): boolean {
  return place.run === run && place.trial === trial;
}

/** The nearest index that the list has; null: it has none. */
function clamp(index: number, total: number | null): number | null {
  return total === null || total === 0 ? null : Math.max(0, Math.min(total - 1, index));
}

function still(model: PanelModel): Step {
  return { model, send: [] };
}
