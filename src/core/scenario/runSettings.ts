import type { ReasoningSetting, RunSettings as RunShape, ScenarioFile } from './generated/scenarioFile.ts';
import { field, isMap, items, numberIn, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Effort, ModelUse, Parameters, RunSettings, Scenario } from './scenario.ts';

type ModelShape = Exclude<RunShape['models'][number], string>;

/** Reads how often each condition is tried and on which models; parameters of `run` hold for each model that has none of its own. */
export function readRun(reader: Reader, root: Part<ScenarioFile>): RunSettings {
  const part = field(root, 'run');
  const parameters = { maxTokens: 0, ...readParameters(part) };
  const seen = new Map<string, Part>();
  const models = items(field(part, 'models')).flatMap((item): ModelUse[] => {
    const own = isMap(item) ? (item as Part<ModelShape>) : null;
    const reference = own === null ? item : field(own, 'model');
    const model = splitModel(stringIn(reference));
    if (model === null) return [];
    reportTwice(reader, seen, model.reference, reference);
    const use = { ...model, parameters: { ...parameters, ...(own && readParameters(own)) }, pointer: item.pointer };
    return [use];
  });
  const budgetUsd = numberIn(field(part, 'budget_usd'));
  return { samples: numberIn(field(part, 'samples')) ?? 0, parameters, models, budgetUsd };
}

/** The profile of who gave transcripts that were made elsewhere: nothing is ever asked of it. */
export const importedProfile = 'imported';

/** `profile/name`; null where it is not of that form. The name may hold slashes of its own. */
export function splitModel(reference: string | null): Pick<ModelUse, 'reference' | 'profile' | 'name'> | null {
  const slash = reference?.indexOf('/') ?? -1;
  if (reference === null || slash < 1 || slash === reference.length - 1) return null;
  return { reference, profile: reference.slice(0, slash), name: reference.slice(slash + 1) };
}

/** A model of the file by its reference, or any other with the parameters for all; null where it is no reference. */
export function findModel({ run }: Pick<Scenario, 'run'>, reference: string): ModelUse | null {
  const named = run.models.find((model) => model.reference === reference);
  if (named !== undefined) return named;
  const model = splitModel(reference);
  return model === null ? null : { ...model, parameters: run.parameters, pointer: '/run/models' };
}

function reportTwice(reader: Reader, seen: Map<string, Part>, reference: string, part: Part): void {
  const first = seen.get(reference);
  if (first === undefined) {
    seen.set(reference, part);
    return;
  }
  const message = `Model \`${reference}\` is listed twice, and its results could not be told apart. Remove one of the two; \`samples\` says how often each condition is tried.`;
  const related = [{ message: 'listed here', range: reader.atValue(first).range }];
  reader.error('duplicate-model', reader.atValue(part), message, { related });
}

function readParameters(part: Part<RunShape | ModelShape>): Partial<Parameters> {
  const maxTokens = numberIn(field(part, 'max_tokens'));
  const temperature = numberIn(field(part, 'temperature'));
  const topP = numberIn(field(part, 'top_p'));
  const reasoning = readReasoning(field(part, 'reasoning'));
  return {
    ...(maxTokens !== null && { maxTokens }),
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { topP }),
    ...(reasoning !== null && { reasoning }),
  };
}

const efforts: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'] satisfies readonly Effort[];

function readReasoning(part: Part<ReasoningSetting>): NonNullable<Parameters['reasoning']> | null {
  const budget = numberIn(field(part, 'budget'));
  if (budget !== null) return { budget };
  const effort = stringIn(field(part, 'effort'));
  return effort !== null && isEffort(effort) ? { effort } : null;
}

function isEffort(name: string): name is Effort {
  return efforts.includes(name);
}
