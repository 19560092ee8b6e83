import type { Price, Prices } from '../provider/price.ts';
import { canonicalJson } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
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
  /** What it may cost, and the prices that it is reckoned with. Runs of versions before it have none. */
  readonly budget?: ManifestBudget;
  readonly samples: number;
  /** Of a run that grades the transcripts of another. Any other has none. */
  readonly grading?: Grading;
  /** Its trials are sent as batches. Runs of versions before it have none. */
  readonly batch?: boolean;
  readonly planned: number;
  /** Of all else in it (`sumOf`). Runs of versions before it have none. */
  readonly sum?: string;
}

/** Changes with anything that a run planned. */
export function sumOf(manifest: RunManifest, hash: Hash): string {
  return hash(canonicalJson({ ...manifest, sum: undefined }));
}

/** What is graded anew, and how; nothing is sent but what judges are asked. */
export interface Grading {
  /** The run whose transcripts they are. */
  readonly of: string;
  /** The model that judges in place of those of the text; null: those of the text. */
  readonly judge: string | null;
  /** The ids of the classifiers; null: all of the text. */
  readonly classifiers: readonly string[] | null;
  /** Also verdicts that would be given again in the same way are given anew. */
  readonly fresh: boolean;
}

export interface ManifestBudget {
  /** US dollars; null for no limit. */
  readonly usd: number | null;
  /** Of each model that may be asked, as a model under test or as a judge; null where its price was not known. */
  readonly prices: readonly { readonly model: string; readonly price: Price | null }[];
}

/** The prices that a run is reckoned with: those of its day, whatever they are now. */
export function pricesOf({ budget }: Pick<RunManifest, 'budget'>): Prices {
  const known = new Map(budget?.prices.map(({ model, price }) => [model, price]));
  return (reference) => known.get(reference) ?? null;
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
