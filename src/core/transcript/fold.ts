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

/** Upper case first, so that every form of a letter (σ and ς, ß and ss) comes out as one. */
function foldCluster(cluster: string): string {
  return cluster.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Folds without the way back. */
export function foldText(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : fold(text).text;
}

/** Folds a text; linear in its length. */
export function fold(text: string): Folded {
  if (ascii.test(text)) return { text: text.toLowerCase(), start: (index) => index, end: (index) => index };
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let cluster = '';
  let from = 0;
  let to = 0;
  const flush = (): void => {
    const folded = foldCluster(cluster);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(from);
      ends.push(to);
    }
    parts.push(folded);
    cluster = '';
  };
  let at = 0;
  for (const character of text) {
    const next = at + character.length;
    if (!invisible.test(character)) {
      const goesOn = cluster !== '' && cluster.length < longestCluster && joins.test(character);
      if (!goesOn) {
        flush();
        from = at;
      }
      cluster += character;
      to = next;
    }
    at = next;
  }
  flush();
  return {
    text: parts.join(''),
    start: (index) => starts[index] ?? text.length,
    end: (index) => (index === 0 ? 0 : (ends[index - 1] ?? text.length)),
  };
}

const whitespace = /^\s$/u;

/** The same with every run of white space as one space: a line break in the middle of a phrase does not hide it. */
export function foldSpaces(folded: Folded): Folded {
  const kept: number[] = [];
  let text = '';
  for (let index = 0; index < folded.text.length; index++) {
    const unit = folded.text.charAt(index);
    if (!whitespace.test(unit)) {
      text += unit;
      kept.push(index);
    } else if (!text.endsWith(' ')) {
      text += ' ';
      kept.push(index);
    }
  }
  return {
    text,
    start: (index) => folded.start(kept[index] ?? folded.text.length),
    end: (index) => (index === 0 ? 0 : folded.end((kept[index - 1] ?? folded.text.length - 1) + 1)),
  };
}
