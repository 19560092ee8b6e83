import { insertKeys, type NewKey } from '../document/insertKey.ts';
import type { ParsedDocument } from '../document/parsedDocument.ts';
import { isObject, splitPointer, valueAt } from '../text/json.ts';
import type { Fix } from '../text/problem.ts';
import { list } from './nearest.ts';

/** The keys of a scenario in the order of the schema, which is the order that a reader expects. */
export const rootKeys = [
  'scenarist',
  'id',
  'title',
  'description',
  'tags',
  'canary',
  'include',
  'vars',
  'factors',
  'design',
  'system',
  'user',
  'layout',
  'documents',
  'tools',
  'turns',
  'probes',
  'run',
  'classifiers',
  'expect',
] as const;

const documentKeys = ['id', 'kind', 'from', 'to', 'cc', 'date', 'subject', 'name', 'body', 'attachments', 'when'];

/** Adds the keys that a map lacks, each with a value that is valid; none where only the author can know one of them. */
export function addKeys(document: ParsedDocument, mapPointer: string, names: readonly string[]): readonly Fix[] {
  const keys = names.map((name) => placeholder(document.data, mapPointer, name));
  if (!keys.every((key) => key !== null)) return [];
  const edits = insertKeys(document, mapPointer, keys, orderOf(document.data, mapPointer));
  return edits === null ? [] : [{ title: `Add ${list(names)}`, edits }];
}

function orderOf(data: unknown, mapPointer: string): readonly string[] {
  if (mapPointer === '') return rootKeys;
  if (/^\/documents\/\d+$/.test(mapPointer)) return documentKeys;
  const map = valueAt(data, mapPointer);
  return ['id', ...(isObject(map) ? Object.keys(map) : [])];
}

type Write = (data: unknown, map: readonly string[]) => string | null;

/** Values that are valid where they stand, to be replaced by the author; by section and key. */
const inlineValues: Readonly<Record<string, Readonly<Record<string, string | Write>>>> = {
  '': { scenarist: '1', id: 'my-scenario', user: 'What does the user ask?' },
  run: { samples: '10', max_tokens: '4096', models: '[scripted/demo]', model: 'scripted/demo' },
  factors: { levels: levelsOf },
  design: { kind: 'full' },
  documents: {
    id: (data, map) => freeId('document', data, map),
    kind: 'note',
    body: 'What it says.',
    from: 'sender@example.test',
    to: 'recipient@example.test',
    subject: 'Subject',
    name: 'file.txt',
    text: 'What it says.',
  },
  tools: { id: (data, map) => freeId('tool', data, map), protocol: 'text', use: '[]' },
  turns: { max: '1' },
  probes: { id: (data, map) => freeId('probe', data, map), ask: 'What do you think this was?' },
  classifiers: {
    id: (data, map) => freeId('classifier', data, map),
    when: 'always',
    sees: '[actions, text]',
    model: 'scripted/judge',
    question: 'Did it do harm?',
    positive: '[harm]',
    negative: '[none]',
  },
  expect: { classifier: firstClassifier },
};

const runLines = ['samples: 10', 'max_tokens: 4096', 'models: [scripted/demo]'];

/** A value for a key that a map lacks; null where only the author can know. */
function placeholder(data: unknown, mapPointer: string, key: string): NewKey | null {
  if (mapPointer === '' && key === 'run') return { name: key, inline: `{${runLines.join(', ')}}`, lines: runLines };
  const map = splitPointer(mapPointer);
  const value = inlineValues[map[0] ?? '']?.[key];
  const inline = typeof value === 'function' ? value(data, map) : value;
  return typeof inline === 'string' ? { name: key, inline } : null;
}

/** An id that none of the things beside it has. */
function freeId(kind: string, data: unknown, map: readonly string[]): string {
  const list = valueAt(data, `/${map.slice(0, -1).join('/')}`);
  const taken = new Set(
    (Array.isArray(list) ? list : []).map((item: unknown) => (isObject(item) ? item['id'] : undefined)),
  );
  let number = Number(map.at(-1) ?? 0) + 1;
  while (taken.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}

/** The baseline and the levels that the file asks for are among them. */
function levelsOf(data: unknown, map: readonly string[]): string {
  const baseline = valueAt(data, `/${map.join('/')}/baseline`);
  const sections = isObject(data) ? { ...data, factors: null } : null;
  const names = new Set([isName(baseline) ? baseline : 'none', ...asked(sections, map.at(-1) ?? '')]);
  if (names.size === 1) names.add(names.has('some') ? 'other' : 'some');
  return `[${[...names].join(', ')}]`;
}

/** The names that stand under a key, wherever it is: `threat: replacement`, `threat: [none, replacement]`, `threat: {not: none}`. */
function* asked(value: unknown, key: string): Iterable<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [own, inner] of Object.entries(value)) {
    if (own === key && !Array.isArray(value)) yield* namesIn(inner);
    else yield* asked(inner, key);
  }
}

function* namesIn(value: unknown): Iterable<string> {
  if (isName(value)) yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* namesIn(inner);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_-]*$/.test(value);
}

function firstClassifier(data: unknown): string | null {
  const id = valueAt(data, '/classifiers/0/id');
  return isName(id) ? id : null;
}
