import type { Levels, Parameters } from '../scenario/scenario.ts';

/** run.json: what was planned. Written once, before the first trial; schemas/run.schema.json describes it. */
export interface RunManifest {
  readonly version: 1;
  /** The run's folder name: time and a short hash. */
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly scenarist: string;
  readonly parser: number;
  readonly scenario: {
    readonly path: string;
    readonly id: string;
    readonly title: string;
    readonly sha256: string;
    readonly text: string;
    /** The files that it names, as they were. Runs of versions before it have none. */
    readonly files?: readonly ManifestFile[];
  };
  /** The text of every scripted model that may answer: it is part of what was run. */
  readonly sources: readonly { readonly model: string; readonly text: string }[];
  readonly conditions: readonly ManifestCondition[];
  readonly models: readonly {
    readonly model: string;
    readonly parameters: Parameters;
    readonly label: string | null;
  }[];
  readonly samples: number;
  readonly planned: number;
}

export interface ManifestFile {
  /** From the folder of the scenario, with `/`. */
  readonly path: string;
  readonly sha256: string;
  readonly text: string;
}

export interface ManifestCondition {
  readonly id: string;
  readonly levels: Levels;
  readonly same: readonly Levels[];
  readonly system: string | null;
  readonly messages: readonly { readonly role: 'user'; readonly content: string }[];
}
