/** What one part of the soak came to. */
export interface Soaked {
  readonly says: string;
  /** Empty is well. */
  readonly problems: readonly string[];
}
