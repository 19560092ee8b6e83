import type { ModelUse, Scenario } from '../../core/scenario/scenario.ts';
import type { LevelChoice } from '../../language/lenses.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';

/** What is run. */
export interface RunStart {
  readonly checked: CheckedScenario & { readonly scenario: Scenario };
  readonly models: readonly ModelUse[];
  readonly where: readonly LevelChoice[];
  /** Buys also what earlier runs have. */
  readonly fresh: boolean;
  /** Sends the trials as batches. */
  readonly batch?: boolean;
}
