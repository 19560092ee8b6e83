/** A phrase that is looked for by its longest word, which is the rarest. */
export interface PhraseWords {
  readonly before: readonly string[];
  readonly anchor: string;
  readonly after: readonly string[];
}

/** Phrases by the first three letters of their longest word, so that one pass over a text finds all of them. */
export interface PhraseTable {
  /** The next place, from one on, where a word begins that may be the longest of a phrase; −1 where there is none. */
  next(text: string, from: number): number;
  /** The phrases that may have their longest word there. */
  at(text: string, index: number): readonly PhraseWords[];
}

/** @param phrases In small letters. */
export function createPhraseTable(phrases: readonly string[]): PhraseTable {
  const all = phrases.map(splitPhrase).filter(({ anchor }) => anchor !== '');
  const byKey = new Map<number, PhraseWords[]>();
  const isTaken = new Uint8Array(1 << 15);
  for (const phrase of all) {
    for (const key of keysOf(phrase.anchor)) {
      isTaken[key] = 1;
      const known = byKey.get(key);
      if (known) known.push(phrase);
      else byKey.set(key, [phrase]);
    }
  }
  return {
    next(text, from) {
      // Every character of a file passes here: nothing is made, and nothing is called for those that begin no word.
      let previous = from === 0 ? 0 : text.charCodeAt(from - 1);
      for (let at = from; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (!isSurelyWord(previous) && isTaken[keyAt(text, at)] === 1) return at;
        previous = unit;
      }
      return -1;
    },
    at: (text, index) => byKey.get(keyAt(text, index)) ?? [],
  };
}

/** Letters, digits and the underscore of ASCII; what else may be a letter is looked at when a phrase is there. */
function isSurelyWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 95;
}

/** Five bits of each of three characters; past the end of a text they are 0. */
function keyAt(text: string, index: number): number {
  // Past the end `charCodeAt` is NaN, of which the bits are 0.
  return (
    ((text.charCodeAt(index) & 31) << 10) | ((text.charCodeAt(index + 1) & 31) << 5) | (text.charCodeAt(index + 2) & 31)
  );
}

/** Of a word of fewer than three characters every key that begins with it. */
function keysOf(word: string): readonly number[] {
  const free = 5 * Math.max(0, 3 - word.length);
  const first = (keyAt(word, 0) >> free) << free;
  return Array.from({ length: 1 << free }, (_, rest) => first + rest);
}

function splitPhrase(phrase: string): PhraseWords {
  const words = phrase.trim().split(/\s+/);
  const longest = words.reduce((best, word, index) => (word.length > (words[best]?.length ?? 0) ? index : best), 0);
  return { before: words.slice(0, longest), anchor: words[longest] ?? '', after: words.slice(longest + 1) };
}
