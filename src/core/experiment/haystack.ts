import type { SourceText } from '../scenario/sourceText.ts';
import { createPhraseTable, type PhraseWords } from './phraseTable.ts';

/** Characters of a string of the file. */
export interface Found {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** Many texts in one, in small letters, so that they are searched once and not one by one. */
export interface Haystack {
  /** Whether a word (in small letters) stands in some text, be it as a part of another. */
  includes(word: string): boolean;
  /** Where phrases (in small letters) stand as whole words, whatever white space is between them; in the order of the texts. */
  find(phrases: readonly string[]): Iterable<Found>;
}

/** What no phrase holds, so that none is found half in one text and half in the next. */
const between = '\0';

export function createHaystack(texts: readonly SourceText[]): Haystack {
  const text = lowerCase(texts.map((source) => source.text).join(between));
  return {
    includes: (word) => text.includes(word),
    find: (phrases) => find(text, texts, phrases),
  };
}

/** No generator inside another function: V8 keeps what such a one can see until the next full collection. */
function* find(text: string, texts: readonly SourceText[], phrases: readonly string[]): Iterable<Found> {
  const table = createPhraseTable(phrases);
  let owner = 0;
  let from = 0;
  for (let at = table.next(text, 0); at !== -1; at = table.next(text, at + 1)) {
    for (const phrase of table.at(text, at)) {
      const range = phraseAround(text, at, phrase);
      if (range === null) continue;
      for (let source = texts[owner]; source && range.start > from + source.text.length; source = texts[++owner]) {
        from += source.text.length + between.length;
      }
      const source = texts[owner];
      if (source) yield { source, start: range.start - from, end: range.end - from };
    }
  }
}

/** Of the same length as the text: the one letter that gets longer in small letters is taken for another. */
function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'I').toLowerCase();
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function phraseAround(text: string, at: number, { before, anchor, after }: PhraseWords): Range | null {
  if (!text.startsWith(anchor, at)) return null;
  const start = wordsBefore(text, at, before);
  const end = wordsAfter(text, at + anchor.length, after);
  if (start === null || end === null || isWordUnit(text, start - 1) || isWordUnit(text, end)) return null;
  return { start, end };
}

function wordsBefore(text: string, from: number, words: readonly string[]): number | null {
  let at = from;
  for (const word of words.toReversed()) {
    let gap = at;
    while (isSpace(text, gap - 1)) gap--;
    if (gap === at || !text.endsWith(word, gap)) return null;
    at = gap - word.length;
  }
  return at;
}

function wordsAfter(text: string, from: number, words: readonly string[]): number | null {
  let at = from;
  for (const word of words) {
    let gap = at;
    while (isSpace(text, gap)) gap++;
    if (gap === at || !text.startsWith(word, gap)) return null;
    at = gap + word.length;
  }
  return at;
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charAt(at);
  return unit === ' ' || unit === '\n' || unit === '\t' || unit === '\u00A0';
}

function isWordUnit(text: string, at: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text.charAt(at));
}
