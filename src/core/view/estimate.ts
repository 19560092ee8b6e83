import { addCosts, costOf, nothing, toUsd, type Cost } from '../provider/cost.ts';
import { batchPrice, type Prices } from '../provider/price.ts';
import { askedModels } from '../run/askedModels.ts';
import { writtenClassifiers } from '../scenario/writtenClassifiers.ts';
import type { Classifier, Judge } from '../scenario/classifier.ts';
import type { ModelUse, Scenario } from '../scenario/scenario.ts';
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
  /** Trials are sent as batches. */
  readonly batch?: boolean;
  /** How many trials of a condition on a model earlier runs have; none where it is left out. */
  readonly reusable?: (condition: string, model: string) => number;
}

/** What a run would take, from «no answer has a word» to «every answer is as long as it may be, and every judge is asked». */
export interface Estimate {
  /** Those that are reused included. */
  readonly trials: number;
  /** Those that need not be bought. A judge may have to be asked about them all the same. */
  readonly reused: number;
  /** At most: a judge is not asked where its gate does not hold, or about an answer that cannot be graded. */
  readonly judgeCalls: number;
  /** Of the trials that are bought, without judges. */
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
  const { conditions, models, samples, scenario, prices, counted, reusable, batch = false } = input;
  const trialPrices = batch ? batchPrices(prices) : prices;
  // The flags of one classifier cost one answer.
  const judged = writtenClassifiers(scenario.classifiers).flatMap((classifier) =>
    classifier.judge === null ? [] : [{ ...classifier, judge: classifier.judge }],
  );
  let [inputTokens, outputTokens, reused, isCounted] = [0, 0, 0, true];
  let [low, high] = [nothing, nothing];
  for (const condition of conditions) {
    for (const model of models) {
      const count = counted?.(condition, model) ?? null;
      const sent = count ?? estimateTokens(condition.prompt);
      const most = model.parameters.maxTokens;
      const answers = condition.prompt.turns + condition.prompt.probes.length;
      const bought = samples - Math.min(samples, reusable?.(condition.id, model.reference) ?? 0);
      reused += samples - bought;
      isCounted &&= count !== null;
      inputTokens += bought * sent;
      outputTokens += bought * most * answers;
      low = addCosts(low, times(bought, price(trialPrices, model.reference, sent, 0)));
      // Each answer is sent again with every request after it.
      for (let turn = 0; turn < answers; turn++)
        high = addCosts(high, times(bought, price(trialPrices, model.reference, sent + turn * most, most)));
      for (const { judge, ...classifier } of judged) {
        const asked = samples * judge.votes;
        outputTokens += asked * judge.maxTokens;
        const read = judgeTokens(judge, classifier, condition, most * answers);
        high = addCosts(high, times(asked, price(prices, judge.model.reference, read, judge.maxTokens)));
      }
    }
  }
  const trials = conditions.length * models.length * samples;
  const unpriced = askedModels(models, scenario).filter((reference) => prices(reference) === null);
  return {
    trials,
    reused,
    judgeCalls: trials * judged.reduce((votes, { judge }) => votes + judge.votes, 0),
    inputTokens,
    isCounted: isCounted && trials > 0,
    outputTokens,
    costUsd: unpriced.length > 0 || high.atMost === null ? null : [toUsd(low.atLeast), toUsd(high.atMost)],
    unpriced,
  };
}

/** Of several runs together: not known, or not counted, where one is not. */
export function sumEstimates(estimates: readonly Estimate[]): Estimate {
  const sum = (of: (estimate: Estimate) => number): number => estimates.reduce((all, each) => all + of(each), 0);
  return {
    trials: sum(({ trials }) => trials),
    reused: sum(({ reused }) => reused),
    judgeCalls: sum(({ judgeCalls }) => judgeCalls),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    isCounted: estimates.every(({ isCounted }) => isCounted),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costUsd: estimates.some(({ costUsd }) => costUsd === null)
      ? null
      : [sum(({ costUsd }) => costUsd?.[0] ?? 0), sum(({ costUsd }) => costUsd?.[1] ?? 0)],
    unpriced: [...new Set(estimates.flatMap(({ unpriced }) => unpriced))],
  };
}

function batchPrices(prices: Prices): Prices {
  return (reference) => {
    const single = prices(reference);
    return single && batchPrice(single);
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
  if (sees.includes('task')) for (const { content } of prompt.messages) characters += content.text.length;
  const showsDocuments = sees.includes('documents') || sees.includes('forwarded');
  if (showsDocuments) for (const { text } of prompt.documents) characters += text.length;
  const readsAnswer = sees.some((source) => source === 'actions' || source === 'text' || source === 'reasoning');
  return judgeFrame + Math.ceil(characters / charactersPerToken) + (readsAnswer ? answerTokens : 0);
}

function times(number: number, { atLeast, atMost }: Cost): Cost {
  const factor = BigInt(number);
  return { atLeast: atLeast * factor, atMost: atMost === null ? null : atMost * factor };
}
