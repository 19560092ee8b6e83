import { joinPointer } from '../text/json.ts';
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

/** Texts that other tools would take for something else, because they are not quoted. Goes down maps and lists. */
export function* hintAtLookAlikes(reader: Reader, collection: Part, key = ''): Steps<void> {
  const inList = Array.isArray(collection.value);
  if (inList && key === 'levels') return;
  for (const [name, value] of Object.entries(collection.value ?? {}) as readonly (readonly [string, unknown])[]) {
    if (!inList && names.has(name)) continue;
    if (typeof value === 'string') hintAt(reader, collection, name, value);
    else if (typeof value === 'object') {
      const pointer = joinPointer(collection.pointer, name);
      yield* hintAtLookAlikes(reader, { value, pointer }, inList ? key : name);
    }
    if (reader.pace.isDue(1)) yield;
  }
}

function hintAt(reader: Reader, { pointer }: Part, key: string, text: string): void {
  if (text.length > longest) return;
  const as = look.find(([pattern]) => pattern.test(text))?.[1];
  if (as === undefined) return;
  const place = reader.atValue({ pointer: joinPointer(pointer, key) });
  if (reader.document.text.slice(place.range.start, place.range.end) !== text) return;
  const message = `Older YAML reads \`${text}\` as ${as}, so other tools would see another file. Quote it.`;
  const fix = { ...replacement('Quote the value', place.range, JSON.stringify(text)), safe: true };
  reader.hint('yaml-look-alike', place, message, { fixes: [fix] });
}
