/** The first alternative whose `when` holds is the text; none holds is an error of rendering. */
export type Text = readonly TextAlternative[];
export interface TextAlternative {
  readonly when: When;
  readonly text: SourceText;
}

/** A string of the file, before rendering. `pointer` leads to it, so that a span of a prompt leads back to its YAML line. */
export interface SourceText {
  readonly text: string;
  readonly pointer: string;
}

/** OR of ANDs; `[]` (no list at all in the file) always holds. */
export type When = readonly WhenAll[];
export type WhenAll = readonly FactorMatch[];
/** Holds where the condition's level of `factor` is one of `levels`: `not` and `from` are already resolved to lists. */
export interface FactorMatch {
  readonly factor: string;
  readonly levels: readonly string[];
}

export interface FieldMatch {
  readonly field: string;
  readonly match: Match;
}

/** All tests that are present must hold. Words of `equals`, `containsAny`, `containsAll`, `outside` may hold `{{names}}`. */
export interface Match {
  readonly equals?: readonly SourceText[];
  readonly containsAny?: readonly SourceText[];
  readonly containsAll?: readonly SourceText[];
  readonly matches?: SourceText;
  readonly outside?: readonly SourceText[];
  readonly not?: Match;
  readonly pointer: string;
}
