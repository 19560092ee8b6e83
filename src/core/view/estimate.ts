import { addCosts, costOf, nothing, toUsd, type Cost } from '../provider/cost.ts';
import type { Prices } from '../provider/price.ts';
import { askedModels } from '../run/askedModels.ts';
import type { Classifier, Judge, ModelUse, Scenario } from '../scenario/scenario.ts';
import type { Condition } from '../trial/trial.ts';
import { charactersPerToken, estimateTokens } from './promptDocument.ts';

export interface EstimateInput {
  readonly conditions: readonly Condition[];
  readonly models: readonly ModelUse[];
  readonly samples: number;
  readonly scenario: Pick<Scenario, 'classifiers'>;
  readonly prices: Prices;
  /** The tokens that a condition sends, as the model's own provider counts them; null: only an estimate is had. */
  readonly counted?: (condition: Condition, model: ModelUse) => number | null;
}

/** What a run would take, from «no answer has a word» to «every answer is as long as it may be, and every judge is asked». */
export interface Estimate {
  readonly trials: number;
  /** At most: a judge is not asked where its gate does not hold, or about an answer that cannot be graded. */
  readonly judgeCalls: number;
  /** Of the trials alone. */
  readonly inputTokens: number;
  /** Whether all of them were counted; else they are estimated from the length of the texts. */
  readonly isCounted: boolean;
  /** At most, judges included. */
  readonly outputTokens: number;
  /** In US dollars, without retries; null where a price is not known. */
  readonly costUsd: readonly [low: number, high: number] | null;
  /** The models whose price is not known. */
  readonly unpriced: readonly string[];
}

/** What a judge is told in any case: its instructions and the form of its answer. In tokens. */
const judgeFrame = 500;

export function estimateRun(input: EstimateInput): Estimate {
  const { conditions, models, samples, scenario, prices, counted } = input;
  const judged = scenario.classifiers.flatMap((classifier) =>
    classifier.judge === null ? [] : [{ ...classifier, judge: classifier.judge }],
  );
  let [inputTokens, outputTokens, isCounted] = [0, 0, true];
  let [low, high] = [nothing, nothing];
  for (const condition of conditions) {
    for (const model of models) {
      const count = counted?.(condition, model) ?? null;
      const sent = count ?? estimateTokens(condition.prompt);
      const most = model.parameters.maxTokens;
      isCounted &&= count !== null;
      inputTokens += sent;
      outputTokens += most * condition.prompt.turns;
      low = addCosts(low, price(prices, model.reference, sent, 0));
      // Each answer is sent again with every request after it.
      for (let turn = 0; turn < condition.prompt.turns; turn++)
        high = addCosts(high, price(prices, model.reference, sent + turn * most, most));
      for (const { judge, ...classifier } of judged) {
        outputTokens += judge.maxTokens;
        const read = judgeTokens(judge, classifier, condition, most * condition.prompt.turns);
        high = addCosts(high, price(prices, judge.model.reference, read, judge.maxTokens));
      }
    }
  }
  const trials = conditions.length * models.length * samples;
  const unpriced = askedModels(models, scenario).filter((reference) => prices(reference) === null);
  return {
    trials,
    judgeCalls: trials * judged.length,
    inputTokens: inputTokens * samples,
    isCounted: isCounted && trials > 0,
    outputTokens: outputTokens * samples,
    costUsd:
      unpriced.length > 0 || high.atMost === null ? null : [usd(low.atLeast, samples), usd(high.atMost, samples)],
    unpriced,
  };
}

function price(prices: Prices, reference: string, inputTokens: number, outputTokens: number): Cost {
  return costOf({ inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 }, prices(reference), null);
}

/** About the most that a judge reads of one trial. */
function judgeTokens(
  { sees, question }: Judge,
  { labels }: Pick<Classifier, 'labels'>,
  { prompt }: Condition,
  answerTokens: number,
): number {
  let characters = question.text.length + [...labels.positive, ...labels.negative].join(', ').length;
  if (sees.includes('system')) characters += prompt.system?.text.length ?? 0;
  const showsDocuments = sees.includes('documents') || sees.includes('forwarded');
  if (showsDocuments) for (const { text } of prompt.documents) characters += text.length;
  const readsAnswer = sees.some((source) => source === 'actions' || source === 'text' || source === 'reasoning');
  return judgeFrame + Math.ceil(characters / charactersPerToken) + (readsAnswer ? answerTokens : 0);
}

function usd(sum: bigint, times: number): number {
  return toUsd(sum * BigInt(times));
}
