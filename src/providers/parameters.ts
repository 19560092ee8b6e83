import type { Effort, Parameters } from '../core/scenario/scenario.ts';

/** Which parameters a model takes, whatever its protocol calls them. */
export interface Takes {
  /** `temperature` and `top_p`. */
  readonly sampling: 'always' | 'without-reasoning' | 'never';
  readonly highestTemperature: number;
  /** The values of `reasoning: {effort}`; empty: it takes none. */
  readonly efforts: readonly Effort[];
  /** `reasoning: {budget}`. */
  readonly budget: boolean;
}

/** What a model does not take of these parameters, one sentence each; empty is fine. Null: nothing is known of the model. */
export function checkParameters(model: string, takes: Takes | null, parameters: Parameters): readonly string[] {
  return [
    ...checkBudget(parameters),
    ...(takes ? [...checkSampling(model, takes, parameters), ...checkReasoning(model, takes, parameters)] : []),
  ];
}

/** Services ask for room beyond the budget, because reasoning counts as output. */
function checkBudget({ maxTokens, reasoning }: Parameters): readonly string[] {
  if (!reasoning || !('budget' in reasoning) || reasoning.budget < maxTokens) return [];
  return [
    `A reasoning \`budget\` of ${reasoning.budget} needs a larger \`max_tokens\` than ${maxTokens}: the budget is a part of it.`,
  ];
}

function checkSampling(model: string, takes: Takes, { temperature, topP, reasoning }: Parameters): readonly string[] {
  const given = [temperature !== undefined && '`temperature`', topP !== undefined && '`top_p`'].filter(
    (name) => name !== false,
  );
  if (given.length === 0) return [];
  if (takes.sampling === 'never') return [`${model} takes no ${given.join(' and no ')}. Leave it out for this model.`];
  const found: string[] = [];
  if (temperature !== undefined && temperature > takes.highestTemperature)
    found.push(`${model} takes a \`temperature\` from 0 to ${takes.highestTemperature}, not ${temperature}.`);
  if (reasoning !== undefined && takes.sampling === 'without-reasoning')
    found.push(`${model} takes no ${given.join(' and no ')} beside \`reasoning\`. Leave one of them out.`);
  return found;
}

function checkReasoning(model: string, { efforts, budget }: Takes, { reasoning }: Parameters): readonly string[] {
  if (!reasoning) return [];
  if ('budget' in reasoning) {
    if (budget) return [];
    const instead = efforts.length > 0 ? 'Use `reasoning: {effort: …}`.' : 'Leave `reasoning` out for this model.';
    return [`${model} takes no reasoning \`budget\`. ${instead}`];
  }
  if (efforts.length === 0) {
    const instead = budget ? 'Use `reasoning: {budget: …}`.' : 'Leave `reasoning` out for this model.';
    return [`${model} takes no reasoning \`effort\`. ${instead}`];
  }
  if (efforts.includes(reasoning.effort)) return [];
  return [`${model} takes no reasoning \`effort\` of \`${reasoning.effort}\`. Choose one of ${efforts.join(', ')}.`];
}
