import type { Parameters } from '../../core/scenario/scenario.ts';
import { capabilitiesOf, type Capabilities } from './capabilities.ts';

/** What a model does not take of these parameters, one sentence each; empty is fine. */
export function checkParameters(model: string, parameters: Parameters): readonly string[] {
  const takes = capabilitiesOf(model);
  return [
    ...checkBudget(parameters),
    ...(takes ? [...checkSampling(model, takes, parameters), ...checkReasoning(model, takes, parameters)] : []),
  ];
}

function checkSampling(
  model: string,
  takes: Capabilities,
  { temperature, topP, reasoning }: Parameters,
): readonly string[] {
  const given = [temperature !== undefined && '`temperature`', topP !== undefined && '`top_p`'].filter(
    (name) => name !== false,
  );
  if (given.length === 0) return [];
  if (!takes.sampling) return [`${model} takes no ${given.join(' and no ')}. Leave it out for this model.`];
  const found: string[] = [];
  if (temperature !== undefined && temperature > 1)
    found.push(`${model} takes a \`temperature\` from 0 to 1, not ${temperature}.`);
  if (reasoning !== undefined)
    found.push(`${model} takes no ${given.join(' and no ')} beside \`reasoning\`. Leave one of them out.`);
  return found;
}

/** The service asks for room beyond the budget, because reasoning counts as output. */
function checkBudget({ maxTokens, reasoning }: Parameters): readonly string[] {
  if (!reasoning || !('budget' in reasoning) || reasoning.budget < maxTokens) return [];
  return [
    `A reasoning \`budget\` of ${reasoning.budget} needs a larger \`max_tokens\` than ${maxTokens}: the budget is a part of it.`,
  ];
}

function checkReasoning(model: string, takes: Capabilities, { reasoning }: Parameters): readonly string[] {
  if (!reasoning) return [];
  if ('budget' in reasoning) {
    if (takes.budget) return [];
    const instead = takes.adaptive ? 'Use `reasoning: {effort: …}`.' : 'Leave `reasoning` out for this model.';
    return [`${model} takes no reasoning \`budget\`. ${instead}`];
  }
  if (!takes.adaptive) {
    const instead = takes.budget ? 'Use `reasoning: {budget: …}`.' : 'Leave `reasoning` out for this model.';
    return [`${model} takes no reasoning \`effort\`. ${instead}`];
  }
  if (takes.efforts.includes(reasoning.effort)) return [];
  return [
    `${model} takes no reasoning \`effort\` of \`${reasoning.effort}\`. Choose one of ${takes.efforts.join(', ')}.`,
  ];
}
