/** Problems of keys: one too many, one too few, two that exclude each other. */
import { isObject, joinPointer } from '../text/json.ts';
import type { Fix, Problem } from '../text/problem.ts';
import { list, nearest } from './nearest.ts';
import { addKeys } from './placeholders.ts';
import { type Finding, mapMark, problemOf } from './schemaFinding.ts';

export function unknownKey(finding: Finding): readonly Problem[] {
  const { key, known } = finding.error.params as { readonly key: string; readonly known: readonly string[] };
  return [unknown(finding, key, known)];
}

function unknown({ document, pointer, value }: Finding, key: string, known: readonly string[]): Problem {
  const free = isObject(value) ? known.filter((name) => !(name in value)) : known;
  const meant = nearest(key, free);
  const at = joinPointer(pointer, key);
  const range = document.keyRange(at);
  if (meant === null) {
    const choice = free.length === 0 ? 'No other key can stand here.' : `Keys that can stand here: ${list(free)}.`;
    return problemOf('unknown-key', `\`${key}\` is no key of this map. Delete it or rename it. ${choice}`, at, range);
  }
  const fix: Fix = { title: `Rename to \`${meant}\``, edits: [{ range, newText: meant }] };
  const message = `\`${key}\` is no key of this map. Did you mean \`${meant}\`?`;
  return { ...problemOf('unknown-key', message, at, range), fixes: [fix] };
}

export function missingKey(finding: Finding): readonly Problem[] {
  const { missingProperty: key } = finding.error.params as { readonly missingProperty: string };
  const at = joinPointer(finding.pointer, key);
  const problem = problemOf('missing-key', `\`${key}\` is missing here. Add it.`, at, mapMark(finding));
  const fixes = addKeys(finding.document, finding.pointer, [key]);
  return [fixes.length === 0 ? problem : { ...problem, fixes }];
}

/** A map whose one key says what it is: a gate, a bound, a level match. */
export function oneKindOnly(finding: Finding): readonly Problem[] {
  const { document, pointer, value } = finding;
  const { keys, found } = finding.error.params as {
    readonly keys: readonly string[];
    readonly found: readonly string[];
  };
  const written = isObject(value) ? Object.keys(value) : [];
  if (found.length === 0) {
    const misspelt = written.find((key) => nearest(key, keys) !== null);
    if (misspelt !== undefined) return [unknown(finding, misspelt, keys)];
    const mark = written[0] === undefined ? mapMark(finding) : document.keyRange(joinPointer(pointer, written[0]));
    const message = `One of ${list(keys, 'or')} is missing here. Add it.`;
    return [problemOf('missing-key', message, joinPointer(pointer, keys[0] ?? ''), mark)];
  }
  const [first = '', second = ''] = written.filter((key) => found.includes(key));
  const message = `${list(found)} cannot stand in one map. Keep one; the others need maps of their own.`;
  const related = [{ message: `\`${first}\` is here.`, range: document.keyRange(joinPointer(pointer, first)) }];
  return [
    { ...problemOf('one-kind-only', message, pointer, document.keyRange(joinPointer(pointer, second))), related },
  ];
}
