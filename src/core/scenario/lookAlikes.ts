import { isObject, joinPointer } from '../text/json.ts';
import type { Steps } from '../text/steps.ts';
import type { Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';

/** What a plain text means to YAML 1.1, which many other tools still speak; YAML 1.2, and so this one, reads a text. */
const look: readonly (readonly [pattern: RegExp, as: string])[] = [
  [/^(?:yes|no|on|off)$/i, 'a boolean'],
  [/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/, 'a number to the base of 60'],
  [/^[-+]?(?:[1-9][0-9]*_[0-9_]*|0b[01_]+)$/, 'a number'],
  [/^\d{4}-\d\d-\d\d(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d.*)?$/, 'a date'],
];
const longest = 40;

/** Names, which have a rule of their own, and what refers to them. */
const names = new Set(['id', 'baseline', 'when', 'only', 'conditions', 'labels', 'expect']);

/** Where a map or a list stands: its keys from the root are put together only where there is something to say. */
interface Path {
  readonly above: Path | null;
  readonly key: string;
}

interface Collection {
  readonly value: Readonly<Record<string, unknown>> | readonly unknown[];
  readonly path: Path | null;
  /** Of the map above, also where lists are between. */
  readonly name: string;
}

/** Texts that other tools would take for something else, because they are not quoted. */
export function* hintAtLookAlikes(reader: Reader, root: Part): Steps<void> {
  const open: Collection[] = [];
  const visit = (value: unknown, above: Path | null, key: string, name: string): void => {
    if (typeof value === 'string') hintAt(reader, { above, key }, value);
    else if (isObject(value)) open.push({ value, path: { above, key }, name });
    else if (Array.isArray(value) && name !== 'levels') open.push({ value, path: { above, key }, name });
  };
  if (isObject(root.value)) open.push({ value: root.value, path: null, name: '' });
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value, path, name } = part;
    if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (!names.has(key)) visit(value[key], path, key, key);
        if (reader.pace.isDue(1)) yield;
      }
    } else {
      for (const [index, item] of value.entries()) {
        visit(item, path, String(index), name);
        if (reader.pace.isDue(1)) yield;
      }
    }
  }
}

function pointerTo({ above, key }: Path): string {
  return joinPointer(above === null ? '' : pointerTo(above), key);
}

function hintAt(reader: Reader, path: Path, text: string): void {
  if (text.length > longest) return;
  const as = look.find(([pattern]) => pattern.test(text))?.[1];
  if (as === undefined) return;
  const place = reader.atValue({ pointer: pointerTo(path) });
  if (reader.document.text.slice(place.range.start, place.range.end) !== text) return;
  const message = `Older YAML reads \`${text}\` as ${as}, so other tools would see another file. Quote it.`;
  const fix = { ...replacement('Quote the value', place.range, JSON.stringify(text)), safe: true };
  reader.hint('yaml-look-alike', place, message, { fixes: [fix] });
}
