import type { Steps } from '../text/steps.ts';
import type { ScenarioFile } from './generated/scenarioFile.ts';
import { entries, field, isList, isPresent, items, type Part } from './parts.ts';
import type { Place, Reader } from './reader.ts';

/** Something that the format has and this version does not run. */
interface Unsupported {
  /** A JSON pointer in which `*` stands for any key or index. */
  readonly at: string;
  /** Whether this value is one that is not run; any value when left out. */
  readonly refuses?: (value: unknown) => boolean;
  /** What is not supported, as the start of a sentence. */
  readonly what: (value: unknown) => string;
  /** What can be done instead. */
  readonly instead: string;
  /** Where the problem is shown; the key when left out. */
  readonly place?: (reader: Reader, part: Part) => Place;
}

/**
 * All that the schema has and this version does not run. Each is refused where it stands, because a part of a file that is
 * silently ignored makes a different experiment of it. A part moves out of this table with the code that runs it.
 */
const table: readonly Unsupported[] = [
  ...['/classifiers/*/judge/model', '/run/judge'].map((at) => ({
    at,
    refuses: isReplay,
    what: profileOf,
    instead: 'Use a model of a service, or `scripted/NAME`.',
    place: atProfile,
  })),
];

/** Reports everything in the file that this version would not run. */
export function* refuseUnsupported(reader: Reader, root: Part<ScenarioFile>): Steps<void> {
  for (const { at, refuses, what, instead, place } of table) {
    for (const part of partsAt(root, at.split('/').slice(1))) {
      if (reader.pace.isDue()) yield;
      if (refuses && !refuses(part.value)) continue;
      const where = place ? place(reader, part) : reader.atKey(part);
      reader.error('not-supported-yet', where, `${what(part.value)} is not supported yet. ${instead}`);
    }
  }
}

/** Whether this version runs a part of the format: the key at a path, and with a value, that value there. */
export function isSupported(path: readonly string[], value?: string): boolean {
  return !table.some(({ at, refuses }) => {
    const wanted = at.split('/').slice(1);
    if (wanted.length !== path.length || !wanted.every((key, index) => key === '*' || key === path[index]))
      return false;
    return refuses === undefined || (value !== undefined && refuses(value));
  });
}

function partsAt(part: Part, [key, ...rest]: readonly string[]): readonly Part[] {
  if (key === undefined) return isPresent(part) ? [part] : [];
  const parts = key === '*' ? children(part) : [field(part as Part<Record<string, unknown>>, key)];
  return parts.flatMap((child) => partsAt(child, rest));
}

function children(part: Part): readonly Part[] {
  if (isList(part)) return items(part as Part<readonly unknown[]>);
  return entries(part as Part<Record<string, unknown>>).map(([, child]) => child);
}

/** A run keeps the answers of the models under test; what its judges said is kept as verdicts. */
function isReplay(value: unknown): boolean {
  return typeof value === 'string' && profile(value) === 'replay';
}

function profile(reference: string): string {
  return reference.slice(0, Math.max(0, reference.indexOf('/')));
}

function profileOf(reference: unknown): string {
  return `The provider profile \`${profile(String(reference))}\``;
}

function atProfile(reader: Reader, part: Part): Place {
  const { pointer } = part;
  return { range: reader.document.stringRange(pointer, 0, profile(String(part.value)).length), pointer };
}
