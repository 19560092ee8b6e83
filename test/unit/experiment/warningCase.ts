import type { ExperimentCode } from '../../../src/core/experiment/warnings.ts';

/** Sections of a scenario that have a warning where the marks are, once for each pair, and sections near them that do not. */
export interface WarningCase {
  readonly code: ExperimentCode;
  readonly what: string;
  readonly has: string;
  readonly hasNot: string;
}
