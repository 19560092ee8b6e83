import type { ParsedDocument } from '../document/parsedDocument.ts';
import { listProblems } from '../document/problemList.ts';
import type { Fix, Problem, Severity } from '../text/problem.ts';
import type { TextRange } from '../text/range.ts';
import { createPace, type Pace } from '../text/steps.ts';
import { list, nearestFirst } from './nearest.ts';
import { isMap, type Part } from './parts.ts';
import type { SourceText } from './sourceText.ts';

/** Where a problem is shown. */
export interface Place {
  readonly range: TextRange;
  readonly pointer: string;
}

interface Located {
  readonly pointer: string;
}

/** What the rules share: the text they speak about, and the list that their problems go to. */
export interface Reader {
  readonly document: ParsedDocument;
  /** Shared by all rules, so that many small parts make a slice together. */
  readonly pace: Pace;
  /** Every string that was read and may hold `{{names}}`, also of parts that the scenario lacks because of an error. */
  readonly texts: SourceText[];
  atKey(part: Located): Place;
  atValue(part: Located): Place;
  error(code: string, place: Place, message: string, more?: More): void;
  warning(code: string, place: Place, message: string, more?: More): void;
  hint(code: string, place: Place, message: string, more?: More): void;
  /** A name that stands for nothing: says what there is, and offers those that may be meant, nearest first. */
  unknown(code: string, place: Place, unknown: UnknownName): void;
  /** Remembers that a name is used here, so that renaming its definition can change this too. */
  refer(definition: Located, use: () => Place): void;
  usesOf(definition: Located): readonly Place[];
  /** True where a key of this map is one that the format does not know: then what seems to be missing may be misspelt. */
  hasStrayKey(map: Part): boolean;
  result(): Findings;
}

/** All that rules found, in no order. */
export interface Findings {
  readonly problems: readonly Problem[];
  /** How many more there are, which nobody worded. */
  readonly unlisted: number;
  readonly hasErrors: boolean;
  /** Where errors are, those without words too; null for one that is nowhere. */
  readonly broken: ReadonlySet<string | null>;
}

/** Rules that find so many stop wording them: more than are ever listed, and few enough to look for near names. */
const mostProblems = 100;

type More = Pick<Problem, 'fixes' | 'related'>;

export interface UnknownName {
  readonly name: string;
  /** What has no such name: «This scenario has no factor». */
  readonly says: string;
  readonly known: readonly string[];
  /** What the known ones are called together: «Its levels are». */
  readonly knownAre: string;
  /** The names that may be meant, the likeliest first, where more is known than the spelling. */
  readonly meant?: readonly string[];
}

/**
 * @param earlier What syntax and schema say already. A part with a problem of its own gets no second one from the rules.
 */
export function createReader(document: ParsedDocument, earlier: readonly Problem[]): Reader {
  const problems = [...earlier];
  const taken: ReadonlySet<string | null> = new Set(errorsOf(earlier).map(({ pointer }) => pointer));
  const broken = new Set(taken);
  const stray = new Set(
    earlier.flatMap(({ code, pointer }) => (code === 'unknown-key' && pointer !== null ? [parentOf(pointer)] : [])),
  );
  let unlisted = 0;
  const isFull = (): boolean => problems.length >= earlier.length + mostProblems;
  const uses = new Map<string, (() => Place)[]>();
  const report = (severity: Severity, code: string, place: Place, message: string, more: More = {}): void => {
    if (taken.has(place.pointer)) return;
    if (severity === 'error') broken.add(place.pointer);
    if (isFull()) unlisted++;
    else problems.push({ code, severity, message, ...place, ...more });
  };
  const reader: Reader = {
    document,
    pace: createPace(),
    texts: [],
    atKey: ({ pointer }) => ({ range: document.keyRange(pointer), pointer }),
    atValue: ({ pointer }) => ({ range: document.valueRange(pointer), pointer }),
    error: (code, place, message, more) => report('error', code, place, message, more),
    warning: (code, place, message, more) => report('warning', code, place, message, more),
    hint: (code, place, message, more) => report('hint', code, place, message, more),
    unknown(code, place, { name, says, known, knownAre, meant = isFull() ? [] : nearestFirst(name, known) }) {
      const offer = known.length === 0 ? '' : ` ${knownAre} ${list(known)}.`;
      const [first] = meant;
      if (first === undefined) {
        report('error', code, place, `${says} \`${name}\`.${offer}`);
        return;
      }
      const fixes = meant.map((near) => replacement(`Change to \`${near}\``, place.range, plainScalar(near)));
      report('error', code, place, `${says} \`${name}\`. Did you mean \`${first}\`?${offer}`, { fixes });
    },
    refer(definition, use) {
      const known = uses.get(definition.pointer);
      if (known) known.push(use);
      else uses.set(definition.pointer, [use]);
    },
    usesOf: ({ pointer }) => (uses.get(pointer) ?? []).map((use) => use()),
    result: () => ({ problems, unlisted, hasErrors: broken.size > 0, broken }),
    hasStrayKey: (map) => isMap(map) && stray.has(map.pointer),
  };
  return reader;
}

function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

/**
 * In the order of the text and cut to as many as anybody reads. Where no error is among them, the line that counts the others
 * stands for these.
 */
export function listFindings({ problems, unlisted, hasErrors }: Omit<Findings, 'broken'>): readonly Problem[] {
  const listed = listProblems(problems, unlisted);
  if (!hasErrors || errorsOf(listed).length > 0) return listed;
  return listed.map((problem) => (problem.code === 'more-problems' ? { ...problem, severity: 'error' } : problem));
}

export function replacement(title: string, range: TextRange, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}

/** A name as YAML reads it back as a string: quoted where it would be a null or a boolean. */
export function plainScalar(name: string): string {
  return /^(null|true|false)$/i.test(name) || !/^[A-Za-z][A-Za-z0-9_./-]*$/.test(name) ? JSON.stringify(name) : name;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
