/**
 * What a file may hold. Any of these alone could freeze an editor or overflow the validator's stack (measured with yaml
 * 2.9); all are far above what a scenario needs.
 */
export const limits = {
  /** UTF-16 units of the file. */
  characters: 1_000_000,
  lines: 50_000,
  /** Maps and lists inside one another. */
  depth: 50,
  /** Keys and list items, in the file itself and again with every alias written out. */
  entries: 50_000,
  /** Marks: `&anchor` and `!tag`. */
  marks: 1_000,
  /** Uses of `*alias`. */
  aliases: 100,
  /** UTF-16 units of all strings, with every alias written out. */
  expandedCharacters: 4_000_000,
  /** UTF-16 units of one `{…}` or `[…]`: the only collection that cannot be composed in pieces. */
  flowCharacters: 32_000,
  /** Problems that are listed. */
  problems: 50,
  /** Errors after which reading stops. */
  errors: 1_000,
} as const;
