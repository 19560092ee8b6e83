/**
 * A text as matching sees it: NFKC, without letter case and without characters that nobody sees (zero-width, bidi controls,
 * variation selectors …), which a model's answer can hide a word with. Each unit knows the characters it came from.
 */
export interface Folded {
  readonly text: string;
  /** Where in the original the unit at `index` of `text` starts; for `text.length`, the end of the original. */
  start(index: number): number;
  /** Where in the original the unit before `index` of `text` ends. */
  end(index: number): number;
}

/** Fills aligned texts: as wide as one character, and seen by no match. `trim` takes it for white space. */
export const filler = '\uFEFF';

const ascii = /^[\0-\x7f]*$/;
const invisible = /^\p{Default_Ignorable_Code_Point}$/u;
/** Marks and the trailing jamo of a Hangul syllable, which NFKC may compose with what stands before them. */
const joins = /^[\p{M}\u1160-\u11FF]$/u;
/** A longer pile of marks is cut: it is no word, and normalising it is not linear. */
const longestCluster = 32;
const whitespace = /^\s$/u;

/** Upper case first, so that every form of a letter (σ and ς, ß and ss) comes out as one. */
function foldCluster(cluster: string): string {
  return cluster.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Folds without the way back. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const parts: string[] = [];
  walk(text, (folded) => parts.push(folded));
  return parts.join('');
}

/** Folds a text; linear in its length. The way back is made when it is first asked for: most texts match nothing. */
export function fold(text: string): Folded {
  if (ascii.test(text)) return { text: text.toLowerCase(), start: (index) => index, end: (index) => index };
  let way: WayBack | null = null;
  const wayBack = (): WayBack => (way ??= wayBackOf(text));
  return {
    text: foldText(text),
    start: (index) => wayBack().starts[index] ?? text.length,
    end: (index) => (index === 0 ? 0 : (wayBack().ends[index - 1] ?? text.length)),
  };
}

/** For each folded unit, where the characters it came from start and end. */
interface WayBack {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function wayBackOf(text: string): WayBack {
  const starts: number[] = [];
  const ends: number[] = [];
  walk(text, (folded, from, to, isRun) => {
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(isRun ? from + unit : from);
      ends.push(isRun ? from + unit + 1 : to);
    }
  });
  return { starts, ends };
}

/** Visits a text in order, in runs of ASCII and in clusters (a character and its marks); what nobody sees is passed over. */
function walk(text: string, visit: (folded: string, from: number, to: number, isRun: boolean) => void): void {
  for (let at = 0; at < text.length;) {
    const run = asciiRun(text, at);
    if (run > at) visit(text.slice(at, run).toLowerCase(), at, run, true);
    at = run;
    const base = characterAt(text, at);
    let next = at + base.length;
    if (base === '') return;
    if (invisible.test(base)) {
      at = next;
      continue;
    }
    let cluster = base;
    let end = next;
    for (let mark = characterAt(text, next); mark !== ''; mark = characterAt(text, next)) {
      const isSeen = !invisible.test(mark);
      if (isSeen && (!joins.test(mark) || cluster.length >= longestCluster)) break;
      next += mark.length;
      if (!isSeen) continue;
      cluster += mark;
      end = next;
    }
    visit(foldCluster(cluster), at, end, false);
    at = next;
  }
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The end of a run of ASCII; what a mark may belong to is not part of it. */
function asciiRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) < 0x80) at++;
  return at === text.length || at === from ? at : at - 1;
}

/** The same with every run of white space as one space: a line break in the middle of a phrase does not hide it. */
export function foldSpaces(folded: Folded): Folded {
  let kept: readonly number[] | null = null;
  const keptUnits = (): readonly number[] => (kept ??= unitsKept(folded.text));
  return {
    text: folded.text.replaceAll(/\s{2,}|[^\S ]/gu, ' '),
    start: (index) => folded.start(keptUnits()[index] ?? folded.text.length),
    end: (index) => (index === 0 ? 0 : folded.end((keptUnits()[index - 1] ?? folded.text.length - 1) + 1)),
  };
}

/** The index of each unit that stays: all but the second and later ones of a run of white space. */
function unitsKept(text: string): readonly number[] {
  const kept: number[] = [];
  let inSpace = false;
  for (let index = 0; index < text.length; index++) {
    const isSpace = whitespace.test(text.charAt(index));
    if (!isSpace || !inSpace) kept.push(index);
    inSpace = isSpace;
  }
  return kept;
}
