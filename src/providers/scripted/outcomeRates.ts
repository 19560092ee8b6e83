import type { Levels } from '../../core/scenario/scenario.ts';
import { findRule } from './findRule.ts';
import { loadModel } from './loadModel.ts';

/**
 * How often a model file answers a trial with each `outcome`, exactly: the share of its weight in the rule that matches.
 * Answers without an outcome are left out, so the shares may add up to less than 1. Throws a `ProviderError` where the file
 * has errors or no rule matches.
 * @param prompt The system prompt and the messages, for rules that match on them.
 */
export function outcomeRates(text: string, levels: Levels, prompt: string): Readonly<Record<string, number>> {
  const { answers } = findRule(
    loadModel(text, 'The model file'),
    { judge: false, levels, prompt, last: prompt, turn: 1 },
    'the model file',
  );
  const total = answers.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const rates: Record<string, number> = {};
  for (const { outcome, weight = 1 } of answers) {
    if (outcome !== undefined) rates[outcome] = (rates[outcome] ?? 0) + weight / total;
  }
  return rates;
}
