import { dirname, resolve } from 'node:path';
import type { Prices } from '../../core/provider/price.ts';
import type { Providers } from '../../core/provider/provider.ts';
import { askedModels } from '../../core/run/askedModels.ts';
import { unbatchableSentence } from '../../core/run/batch/unbatchable.ts';
import { unpricedSentence } from '../../core/run/spending/unpricedModels.ts';
import { findModel } from '../../core/scenario/runSettings.ts';
import type { ModelUse, Scenario } from '../../core/scenario/scenario.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { selectConditions } from '../../core/trial/trials.ts';
import { createScriptedFiles } from '../../node/scriptedFiles.ts';
import { createCliProviders, readEndpoints } from './cliProviders.ts';
import { UsageError } from '../exitCode.ts';
import type { OpenScenario } from '../input/openScenario.ts';
import { requireReady } from '../input/requireReady.ts';
import { readWhere } from '../input/where.ts';

/** What of the command line says what is run of a file. */
export interface RunChoice {
  readonly model: readonly string[];
  readonly where: readonly string[];
  readonly samples?: number;
  readonly endpoint: readonly string[];
  readonly budget?: number;
  readonly batch: boolean;
  /** Nothing is going to be sent, so that no key is needed. */
  readonly dryRun: boolean;
}

/** One file of a run: what is run of it, and with what. */
export interface PreparedRun extends Omit<OpenScenario, 'conditions'> {
  readonly conditions: readonly Condition[];
  readonly models: readonly ModelUse[];
  readonly samples: number;
  readonly providers: Providers;
  /** In US dollars; null: no limit. */
  readonly budgetUsd: number | null;
  readonly batch: boolean;
}

/** Throws `UsageError` for all that would be wrong with each trial. */
export async function prepareRun(opened: OpenScenario, choice: RunChoice): Promise<PreparedRun> {
  const { scenario, path } = opened;
  const conditions = selectConditions(opened.conditions, readWhere(choice.where, scenario.factors));
  if (conditions.length === 0)
    throw new UsageError(`no condition of ${path} has ${choice.where.join(' and ')}: the design leaves it out`);
  const models =
    choice.model.length === 0 ? scenario.run.models : choice.model.map((reference) => modelUse(scenario, reference));
  const providers = createCliProviders({
    readScripted: createScriptedFiles(resolve(path), dirname(resolve(path))),
    endpoints: readEndpoints(choice.endpoint),
    keys: choice.dryRun ? 'if-there' : 'required',
  });
  await requireReady(opened, models, providers);
  const { batch, samples = scenario.run.samples } = choice;
  const unbatchable = batch ? await unbatchableSentence(models, conditions, providers) : null;
  if (unbatchable !== null) throw new UsageError(`--batch: ${unbatchable}.`);
  const budgetUsd = lowest(scenario.run.budgetUsd, choice.budget ?? null);
  return { ...opened, conditions, models, samples, providers, budgetUsd, batch };
}

function lowest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** A budget holds only where every price is known. Throws `UsageError`. */
export function requirePrices({ budgetUsd, models, scenario }: PreparedRun, prices: Prices): void {
  const sentence = budgetUsd === null ? null : unpricedSentence(askedModels(models, scenario), prices);
  if (sentence !== null) throw new UsageError(`${sentence}: say it with --prices FILE, or remove the budget`);
}

function modelUse(scenario: Scenario, reference: string): ModelUse {
  const model = findModel(scenario, reference);
  if (model === null) throw new UsageError(`--model ${reference}: write profile/name, as in scripted/demo`);
  return model;
}
