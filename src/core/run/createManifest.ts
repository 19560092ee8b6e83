import type { KeptFile } from '../scenario/files/keptFiles.ts';
import type { ModelUse } from '../scenario/scenario.ts';
import type { Hash } from '../text/ports.ts';
import { PARSER_VERSION } from '../trial/parserVersion.ts';
import type { PlannedTrials } from '../trial/trials.ts';
import type { Condition } from '../trial/trial.ts';
import { sumOf, type Grading, type ManifestBudget, type ManifestCondition, type RunManifest } from './manifest.ts';

export interface ManifestInput {
  /** ISO 8601, UTC, with milliseconds. */
  readonly createdAt: string;
  /** The version of Scenarist. */
  readonly scenarist: string;
  /** `path` as it is shown: relative to the folder that holds `.scenarist`, with `/`. */
  readonly scenario: {
    readonly path: string;
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly files: readonly KeptFile[];
  };
  readonly plan: PlannedTrials;
  /** The text of each scripted model that may answer, by its reference. */
  readonly sources: ReadonlyMap<string, string>;
  /** What must be said beside a model's results, by profile: «scripted, not a model». */
  readonly labelOf: (model: ModelUse) => string | null;
  readonly budget: ManifestBudget;
  /** Its trials are sent as batches. */
  readonly batch?: boolean;
  /** Of a run that grades the transcripts of another. */
  readonly grading?: Grading;
  readonly hash: Hash;
}

/** What is going to be run, before anything is sent. */
export function createManifest({
  createdAt,
  scenarist,
  scenario,
  plan,
  sources,
  labelOf,
  budget,
  batch = false,
  grading,
  hash,
}: ManifestInput): RunManifest {
  const manifest: RunManifest = {
    version: 1,
    run: runName(createdAt, scenario.id, hash),
    createdAt,
    scenarist,
    parser: PARSER_VERSION,
    scenario: {
      ...scenario,
      sha256: hash(scenario.text),
      files: scenario.files.map(({ path, text }) => ({ path, sha256: hash(text), text })),
    },
    sources: [...sources].map(([model, text]) => ({ model, text })),
    conditions: plan.conditions.map(manifestCondition),
    models: plan.models.map((model) => ({
      model: model.reference,
      parameters: model.parameters,
      label: labelOf(model),
    })),
    budget,
    samples: plan.samples,
    ...(grading !== undefined && { grading }),
    batch,
    planned: plan.count,
  };
  return { ...manifest, sum: sumOf(manifest, hash) };
}

/**
 * The name of a run's folder: its time, so that names sort as runs do, and the scenario's key, so that its runs are found
 * without opening any.
 */
function runName(createdAt: string, scenarioId: string, hash: Hash): string {
  return `${createdAt.replaceAll(/[:.]/g, '-')}-${scenarioKey(scenarioId, hash)}`;
}

/** Eight hexadecimal digits that end the name of every run of a scenario. */
export function scenarioKey(scenarioId: string, hash: Hash): string {
  return hash(scenarioId).slice(0, 8);
}

function manifestCondition({ id, levels, same, prompt }: Condition): ManifestCondition {
  const messages = prompt.messages.map(({ role, content }) => ({ role, content: content.text }));
  return { id, levels, same, system: prompt.system?.text ?? null, messages };
}
