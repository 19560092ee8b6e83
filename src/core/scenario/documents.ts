import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import type {
  Document as DocumentShape,
  Layout as LayoutShape,
  ScenarioFile,
  Text as TextShape,
} from './generated/scenarioFile.ts';
import { list } from './nearest.ts';
import { field, isPresent, items, stringIn, type Part } from './parts.ts';
import { addKeys } from './placeholders.ts';
import type { Reader } from './reader.ts';
import type { Attachment, Document, DocumentKind, Layout } from './scenario.ts';
import type { SourceText } from './sourceText.ts';
import { readString, readStrings, readText } from './texts.ts';
import { createIds, type Ids } from './ids.ts';
import { readWhen } from './when.ts';

type FieldName = 'from' | 'to' | 'cc' | 'date' | 'subject' | 'name';

const needed: Readonly<Record<DocumentKind, readonly FieldName[]>> = {
  email: ['from', 'to', 'subject'],
  file: ['name'],
  note: [],
  alert: ['name', 'subject'],
};

const kindWords: Readonly<Record<DocumentKind, string>> = {
  email: 'an e-mail',
  file: 'a file',
  note: 'a note',
  alert: 'an alert',
};

const layoutDefaults: Readonly<Record<keyof LayoutShape, string>> = {
  email: '<email>\nID: {{n}}\nFrom: {{from}}\nTo: {{to}}\nDate: {{date}}\nSubject: {{subject}}\n{{body}}\n</email>',
  file: '<file name="{{name}}">\n{{body}}\n</file>',
  note: '<note>\n{{body}}\n</note>',
  alert: '<alert id="{{name}}">\nTime: {{date}}\nSource: {{from}}\n{{subject}}\n{{body}}\n</alert>',
  attachment: '<attachment name="{{name}}">\n{{body}}\n</attachment>',
  between: '\n\n',
};

export interface Documents {
  readonly documents: readonly Document[];
  readonly ids: Ids;
}

export function* readDocuments(reader: Reader, root: Part<ScenarioFile>, factors: FactorTable): Steps<Documents> {
  const shown = shownFields(readLayout(root));
  const section = field(root, 'documents');
  const brought = broughtByEvents(root);
  const ids = createIds(reader, { kind: 'document', root, within: root, section });
  const documents: Document[] = [];
  for (const part of items(section)) {
    const id = ids.add(field(part, 'id'));
    const document = yield* readDocument(reader, factors, part);
    if (document !== null) warnOfHidden(reader, shown[document.kind], document.kind, part);
    if (document !== null && id !== null)
      documents.push({ ...document, id, ...(brought.has(id) && { delivery: 'event' }) });
    if (reader.pace.isDue(30)) yield;
  }
  return { documents, ids };
}

/** What an event brings is nowhere before, in no condition. */
function broughtByEvents(root: Part<ScenarioFile>): ReadonlySet<string | null> {
  return new Set(items(field(root, 'events')).map((event) => stringIn(field(event, 'document'))));
}

export function readLayout(root: Part<ScenarioFile>): Layout {
  const part = field(root, 'layout');
  const of = (key: keyof LayoutShape): SourceText => {
    const given = field(part, key);
    return { text: stringIn(given) ?? layoutDefaults[key], pointer: given.pointer };
  };
  return {
    email: of('email'),
    file: of('file'),
    note: of('note'),
    alert: of('alert'),
    attachment: of('attachment'),
    between: of('between'),
  };
}

function* readDocument(
  reader: Reader,
  factors: FactorTable,
  part: Part<DocumentShape>,
): Steps<Omit<Document, 'id'> | null> {
  const kind = kindOf(part);
  // What stands in a file has been read by now.
  const body = yield* readText(reader, factors, field(part, 'body') as Part<TextShape>);
  const when = yield* readWhen(reader, factors, field(part, 'when'));
  const fields = (['from', 'date', 'subject', 'name'] as const).flatMap((name) => {
    const text = readString(reader, field(part, name));
    return text === null ? [] : [[name, text] as const];
  });
  const to = readStrings(reader, field(part, 'to'));
  const cc = readStrings(reader, field(part, 'cc'));
  const attachments = items(field(part, 'attachments')).flatMap((attachment): Attachment[] => {
    const [name, text] = [readString(reader, field(attachment, 'name')), readString(reader, field(attachment, 'text'))];
    return name === null || text === null ? [] : [{ name, text }];
  });
  if (kind === null) return null;
  needFields(reader, part, kind);
  const delivery = field(part, 'delivery').value === 'tools' ? 'tools' : 'prompt';
  return { kind, fields: new Map(fields), to, cc, body, attachments, delivery, when, pointer: part.pointer };
}

function kindOf(part: Part<DocumentShape>): DocumentKind | null {
  const kind = stringIn(field(part, 'kind'));
  return kind !== null && Object.hasOwn(needed, kind) ? (kind as DocumentKind) : null;
}

function needFields(reader: Reader, part: Part<DocumentShape>, kind: DocumentKind): void {
  const missing = needed[kind].filter((name) => !isPresent(field(part, name)));
  if (missing.length === 0 || reader.hasStrayKey(part)) return;
  const message = `${kindWords[kind].replace(/^a/, 'A')} needs ${list(missing)}. Add ${missing.length === 1 ? 'it' : 'them'} to this document.`;
  const fixes = addKeys(reader.document, part.pointer, missing);
  reader.error('missing-field', reader.atValue(field(part, 'kind')), message, fixes.length === 0 ? {} : { fixes });
}

/** The layouts without white space, in which a field is looked for. */
function shownFields(layout: Layout): Readonly<Record<DocumentKind, string>> {
  const of = (kind: DocumentKind): string => layout[kind].text.replaceAll(/\s/g, '');
  return { email: of('email'), file: of('file'), note: of('note'), alert: of('alert') };
}

/** A field that may be left out, is there, and never reaches the model because the layout does not show it. */
function warnOfHidden(reader: Reader, shown: string, kind: DocumentKind, part: Part<DocumentShape>): void {
  for (const name of ['from', 'to', 'cc', 'date', 'subject', 'name'] as const) {
    const given = field(part, name);
    if (!isPresent(given) || needed[kind].includes(name) || shown.includes(`{{${name}}}`)) continue;
    const message = `The model does not see this: the layout of ${kindWords[kind]} does not show \`${name}\`. Add \`{{${name}}}\` to \`layout.${kind}\`, or remove it here.`;
    reader.warning('field-not-shown', reader.atKey(given), message);
  }
}
