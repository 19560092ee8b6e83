import type { RunState } from '../../core/run/state/runState.ts';
import { canonicalJson } from '../../core/text/json.ts';
import type { Classifier } from '../../core/scenario/classifier.ts';
import type { Levels, Parameters } from '../../core/scenario/scenario.ts';
import { sharedPath } from '../reportSource.ts';

/** What was run: Inspect's `eval`. A log of Inspect is about one model; where there are several, each sample says which. */
export function evalSpec({ manifest, scenario }: RunState, scenarist: string) {
  const { run, createdAt, models, samples } = manifest;
  const { id, title, path, sha256 } = manifest.scenario;
  const [only, ...others] = models;
  const sampled = generateConfig(commonParameters(models));
  const ids = manifest.conditions.flatMap(({ levels }) =>
    models.map(({ model }) => sampleId(levels, others.length > 0 ? model : null)),
  );
  return {
    eval_id: run,
    run_id: run,
    created: createdAt,
    task: id,
    task_id: id,
    task_version: sha256.slice(0, 16),
    task_display_name: title,
    task_file: sharedPath(path),
    task_attribs: {},
    task_args: {},
    task_args_passed: {},
    dataset: { name: id, samples: ids.length, sample_ids: ids, shuffled: false },
    model: others.length > 0 || only === undefined ? 'several/models' : only.model,
    model_generate_config: sampled,
    model_args: {},
    config: { epochs: samples },
    packages: { scenarist },
    scorers: scenario.classifiers.map((classifier) => ({
      name: classifier.id,
      metrics: [{ name: 'rate' }],
      options: scorerOptions(classifier),
    })),
    metadata: {
      scenario: { id, title, sha256, text: manifest.scenario.text, files: manifest.scenario.files ?? [] },
      models: models.map(({ model, parameters, label }) => ({ model, parameters, label })),
      scenarist: manifest.scenarist,
      parser: manifest.parser,
    },
  };
}

/** The id that a sample has: what tells its condition apart, for people. */
export function sampleId(levels: Levels, model: string | null): string {
  const parts = Object.entries(levels).map(([factor, level]) => `${factor}=${level}`);
  if (model !== null) parts.push(model);
  return parts.join(' ') || 'the only condition';
}

function scorerOptions({ title, decide, judge, labels }: Classifier) {
  return { title, decide, judge: judge && { model: judge.model.reference, question: judge.question.text }, labels };
}

/** What all models were asked with; null where they differ, and each is in the metadata. */
export function commonParameters(models: readonly { readonly parameters: Parameters }[]): Parameters | null {
  const [first, ...others] = models.map(({ parameters }) => parameters);
  return first !== undefined && others.every((each) => canonicalJson(each) === canonicalJson(first)) ? first : null;
}

/** What is asked of a model, in Inspect's words; what is absent was not sent. */
export function generateConfig(parameters: Parameters | null) {
  if (parameters === null) return {};
  const { maxTokens, temperature, topP, reasoning } = parameters;
  return {
    max_tokens: maxTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(reasoning !== undefined &&
      ('effort' in reasoning ? { reasoning_effort: reasoning.effort } : { reasoning_tokens: reasoning.budget })),
  };
}
