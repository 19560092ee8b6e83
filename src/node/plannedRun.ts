import { parseDocument } from '../core/document/parseDocument.ts';
import { gradedScenario } from '../core/run/grading.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import { keptFiles } from '../core/scenario/files/keptFiles.ts';
import { openFiles } from '../core/scenario/files/openFiles.ts';
import { findModel } from '../core/scenario/runSettings.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import { checkScenario } from '../core/trial/check.ts';
import type { Condition } from '../core/trial/trial.ts';
import { planTrials, type TrialPlan } from '../core/trial/trials.ts';
import { sha256 } from './sha256.ts';
import { yieldControl } from './yieldControl.ts';

/** What a run was to do, read from its run.json alone: the files may have changed since. */
export interface PlannedRun {
  readonly scenario: Scenario;
  /** Those that were run and that this version still finds, in the order of the run. */
  readonly conditions: readonly Condition[];
  readonly sources: ReadonlyMap<string, string>;
  readonly plan: TrialPlan;
}

/** Null where this version of Scenarist finds errors in the scenario. Throws `UnknownGrader` as `gradedScenario` does. */
export async function readPlannedRun(manifest: RunManifest): Promise<PlannedRun | null> {
  const { text, files = [] } = manifest.scenario;
  const document = await openFiles(parseDocument(text), { files: keptFiles(files), yieldControl });
  const { scenario: checked, conditions } = checkScenario(document, sha256);
  if (checked === null) return null;
  const scenario = manifest.grading === undefined ? checked : gradedScenario(checked, manifest.grading);
  const byId = new Map(conditions.map((condition) => [condition.id, condition]));
  const planned = manifest.conditions.flatMap(({ id }) => byId.get(id) ?? []);
  const sources = new Map(manifest.sources.map(({ model, text }) => [model, text]));
  const models = manifest.models.flatMap((model): readonly ModelUse[] => {
    const use = findModel(scenario, model.model);
    return use === null ? [] : [{ ...use, parameters: model.parameters }];
  });
  const plan = planTrials({ conditions: planned, models, samples: manifest.samples, sources, hash: sha256 });
  return { scenario, conditions: planned, sources, plan };
}
