import type { ScenarioFile } from './generated/scenarioFile.ts';
import { field, isList, isPresent, items, stringIn, type Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';

/** The ids of one section: each may be given once, and names elsewhere must be among them. */
export interface Ids {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** False where there may be ids that were not read, so that an unknown name proves nothing. */
  readonly complete: boolean;
  /** Reads an id and reports one that is taken; null where there is none to read. */
  add(part: Part): string | null;
}

export interface IdSection {
  /** What has these ids, for messages: «document». */
  readonly kind: string;
  readonly root: Part<ScenarioFile>;
  /** The map that holds the list of things with ids. */
  readonly within: Part;
  readonly section: Part;
}

export function createIds(reader: Reader, from: IdSection): Ids {
  const { kind } = from;
  let taken: ReadonlySet<string | null> | null = null;
  const names: string[] = [];
  const first = new Map<string, Part>();
  return {
    names,
    has: (name) => first.has(name),
    complete: isComplete(reader, from),
    add(part) {
      const id = stringIn(part);
      if (id === null) return null;
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, part);
        names.push(id);
      } else {
        const message = `There is another ${kind} with the id \`${id}\`. Give each ${kind} an id of its own.`;
        const related = [{ message: `the other \`${id}\``, range: reader.atValue(before).range }];
        const place = reader.atValue(part);
        const free = freeId(id, (taken ??= idsIn(from.section)));
        const fixes = [replacement(`Change to \`${free}\``, place.range, free)];
        reader.error('duplicate-id', place, message, { related, fixes });
      }
      return id;
    },
  };
}

function idsIn(section: Part): ReadonlySet<string | null> {
  return new Set(items(section as Part<readonly { id: string }[]>).map((item) => stringIn(field(item, 'id'))));
}

/** The id with the lowest number that nothing in the section has. */
function freeId(id: string, taken: ReadonlySet<string | null>): string {
  const stem = id.slice(0, 90).replace(/-\d+$/, '');
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

function isComplete(reader: Reader, { root, within, section }: IdSection): boolean {
  if (isPresent(field(root, 'include'))) return false;
  if (!isPresent(section)) return !reader.hasStrayKey(root) && !reader.hasStrayKey(within);
  if (!isList(section)) return false;
  return items(section as Part<readonly { id: string }[]>).every((item) => stringIn(field(item, 'id')) !== null);
}
