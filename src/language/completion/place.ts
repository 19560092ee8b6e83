/** Keys and indexes from the root of the file, as the tokens of a JSON pointer. */
export type Path = readonly string[];

/** Where the cursor is, and what can stand there. */
export interface Place {
  /**
   * `key`: a key of the map at `path`. `value`: the value at `path`. `open`: nothing stands at `path` yet, so it may become a
   * value or, by its first key, a map. `item`: a new item of the list at `path`, its dash included.
   */
  readonly role: 'key' | 'value' | 'open' | 'item';
  readonly path: Path;
  /** How the string under the cursor is written; `plain` where there is none yet. */
  readonly style: 'plain' | 'double' | 'single' | 'block';
  /** Inside `{…}` or `[…]`. */
  readonly flow: boolean;
  /** Offsets of what stands at the cursor, without quotes; of a text of several lines, on the cursor's line alone. */
  readonly start: number;
  readonly end: number;
  /** The key has its colon already. */
  readonly hasColon: boolean;
  /** The colon or dash before the cursor lacks the space that must follow it. */
  readonly needsSpace: boolean;
  /** Column at which a key would begin here. */
  readonly column: number;
}

/** The place and what the section around it holds, as far as that can be read. */
export interface Surroundings {
  /** Null in comments, on punctuation and behind a finished value. */
  readonly place: Place | null;
  /** The keys of the map at a path, without the one that the cursor is on. */
  keysIn(path: Path): readonly string[];
  /** The plain or quoted items of the list at a path, without the one that the cursor is on. */
  itemsIn(path: Path): readonly string[];
  /** The plain or quoted value at a path; null where there is none or it is no scalar. */
  scalarAt(path: Path): string | null;
}
