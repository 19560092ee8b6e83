import { isObject, joinPointer, splitPointer, valueAt } from '../text/json.ts';
import type { Problem } from '../text/problem.ts';

/** Which parts of a file have errors, so that what only follows from these is not told as something wrong of its own. */
export interface Gaps {
  /** Whether the value, or the key that holds it, has an error of its own. */
  has(pointer: string): boolean;
  /** Whether these sections can be relied on: none has an error, and none may stand under a misspelt key. */
  isSound(sections: readonly string[]): boolean;
  /** Whether something that could not be read may define a `{{name}}`: that nothing else does proves nothing then. */
  mayDefine(name: string): boolean;
  /** Whether what a name stands for is not sure, because its own definition has an error. */
  isUnsure(name: string): boolean;
  /** Names in maps that the format does not have: a misspelt `vars`, say. */
  readonly strayNames: readonly string[];
}

/** The sections that define what `{{…}}` may name. */
const defining: readonly string[] = ['vars', 'factors'];

/**
 * @param earlier What syntax and schema say; they know of keys that the format does not have.
 * @param broken Where all errors are, also those of the rules.
 */
export function createGaps(data: unknown, earlier: readonly Problem[], broken: ReadonlySet<string | null>): Gaps {
  const strays = earlier.filter(({ code }) => code === 'unknown-key').map((problem) => readStray(data, problem));
  const strayNames = new Set(strays.flatMap(({ names }) => names));
  const paths = [...broken].map((pointer) => splitPointer(pointer ?? ''));
  const brokenSections = new Set(paths.map(([section]) => section));
  const brokenFactors = new Set(paths.flatMap(([section, name]) => (section === 'factors' ? [name] : [])));
  // It is not known what an error breaks that is nowhere, or that is not listed.
  const isAnywhere = brokenSections.has(undefined) || earlier.some(({ code }) => code === 'more-problems');
  const sectionAt = (section: string): unknown => valueAt(data, joinPointer('', section));
  const isMisspelt = (section: string): boolean =>
    sectionAt(section) === undefined &&
    strays.some(({ isSection, meant }) => isSection && (meant === null || meant === section));
  const isUnread = (section: string): boolean => sectionAt(section) !== undefined && !isObject(sectionAt(section));
  const hidesNames =
    isAnywhere ||
    sectionAt('include') !== undefined ||
    strays.some(({ isSection, meant }) => isSection && meant === 'include') ||
    defining.some((section) => isUnread(section) || broken.has(joinPointer('', section)));
  const firstOf = (name: string): string => name.replace(/\..*$/s, '');
  const isUnsure = (name: string): boolean =>
    brokenFactors.has(firstOf(name)) || defining.some((section) => broken.has(joinPointer('', section, name)));
  return {
    has: (pointer) => broken.size > 0 && broken.has(pointer),
    isSound: (sections) =>
      !isAnywhere && !sections.some((section) => brokenSections.has(section) || isMisspelt(section)),
    mayDefine: (name) => hidesNames || strayNames.has(firstOf(name)) || isUnsure(name),
    isUnsure,
    strayNames: [...strayNames],
  };
}

/** A key that the format does not have. */
interface Stray {
  readonly isSection: boolean;
  /** The key that was probably meant. */
  readonly meant: string | null;
  /** The keys of the map that it holds. */
  readonly names: readonly string[];
}

function readStray(data: unknown, { pointer, fixes }: Problem): Stray {
  const value = valueAt(data, pointer ?? '');
  return {
    isSection: splitPointer(pointer ?? '').length === 1,
    meant: fixes?.[0]?.edits[0]?.newText ?? null,
    names: isObject(value) ? Object.keys(value) : [],
  };
}
