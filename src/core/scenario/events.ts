import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import type { ActionTrigger, Event as EventShape, ScenarioFile, TurnsTrigger } from './generated/scenarioFile.ts';
import { readAction, type GateNames } from './gates.ts';
import { createIds } from './ids.ts';
import { field, isPresent, items, numberIn, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Event, Trigger } from './scenario.ts';
import { readString } from './texts.ts';
import { readWhen } from './when.ts';

/** What the parts of an event stand for. */
export interface EventNames extends Pick<GateNames, 'tools' | 'documents' | 'patterns'> {
  readonly factors: FactorTable;
}

/** What happens while the model acts. That an event can never happen is found where conditions are known. */
export function* readEvents(reader: Reader, root: Part<ScenarioFile>, names: EventNames): Steps<readonly Event[]> {
  const section = field(root, 'events');
  const ids = createIds(reader, { kind: 'event', root, within: root, section });
  const events: Event[] = [];
  for (const part of items(section)) {
    const id = ids.add(field(part, 'id'));
    const when = yield* readWhen(reader, names.factors, field(part, 'when'));
    const after = readTrigger(reader, names, field(part, 'after'));
    const document = readDocument(reader, names, field(part, 'document'));
    const text = readString(reader, field(part, 'text'));
    needEffect(reader, part);
    if (id !== null && after !== null) events.push({ id, after, document, text, when, pointer: part.pointer });
    if (reader.pace.isDue(20)) yield;
  }
  return events;
}

function readTrigger(reader: Reader, names: EventNames, part: Part<EventShape['after']>): Trigger | null {
  const turns = numberIn(field(part as Part<TurnsTrigger>, 'turns'));
  if (turns !== null) return { kind: 'turns', turns };
  const action = part as Part<ActionTrigger>;
  if (!isPresent(field(action, 'action'))) return null;
  const { tool, where, pointer } = readAction(reader, names, action);
  return { kind: 'action', tool, where, times: numberIn(field(action, 'times')) ?? 1, pointer };
}

function readDocument(reader: Reader, { documents }: EventNames, part: Part<string>): string | null {
  const name = stringIn(part);
  if (name !== null && documents.complete && !documents.has(name)) {
    const says = 'This scenario has no document';
    const known = documents.names;
    reader.unknown('unknown-document', reader.atValue(part), { name, says, known, knownAre: 'Its documents are' });
  }
  return name;
}

function needEffect(reader: Reader, part: Part<EventShape>): void {
  if (isPresent(field(part, 'document')) || isPresent(field(part, 'text')) || reader.hasStrayKey(part)) return;
  const message =
    'Nothing comes of this event. Name the `document` that it brings, or write the `text` that the model is told.';
  reader.error('empty-event', reader.atValue(field(part, 'id')), message);
}
