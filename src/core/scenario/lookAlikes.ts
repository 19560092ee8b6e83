import { entries, isList, isMap, items, stringIn, type Part } from './parts.ts';
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

/** Texts that other tools would take for something else, because they are not quoted. */
export function hintAtLookAlikes(reader: Reader, root: Part): void {
  const visit = (part: Part, key: string): void => {
    if (isList(part)) {
      if (key !== 'levels') for (const item of items(part as Part<readonly unknown[]>)) visit(item, key);
    } else if (isMap(part)) {
      for (const [name, value] of entries(part as Part<Record<string, unknown>>)) {
        if (!names.has(name)) visit(value, name);
      }
    } else hintAt(reader, part);
  };
  visit(root, '');
}

function hintAt(reader: Reader, part: Part): void {
  const text = stringIn(part);
  if (text === null || text.length > longest) return;
  const as = look.find(([pattern]) => pattern.test(text))?.[1];
  if (as === undefined) return;
  const place = reader.atValue(part);
  if (reader.document.text.slice(place.range.start, place.range.end) !== text) return;
  const message = `Older YAML reads \`${text}\` as ${as}, so other tools would see another file. Quote it.`;
  const fix = { ...replacement('Quote the value', place.range, JSON.stringify(text)), safe: true };
  reader.hint('yaml-look-alike', place, message, { fixes: [fix] });
}
