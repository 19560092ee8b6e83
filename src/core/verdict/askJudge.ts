import { ProviderError } from '../provider/providerError.ts';
import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { Hash } from '../text/ports.ts';
import type { Usage } from '../transcript/transcript.ts';
import { addUsage } from '../transcript/usageSum.ts';
import { deriveSeed } from '../trial/random.ts';
import { judgePrompt, judgeRequest, readJudgeResponse, type JudgeInput, type JudgeReading } from './judge.ts';
import type { JudgePrompt, JudgeVote } from './verdict.ts';

/** How a judge is asked. */
export interface JudgeMeans {
  /** Sends the judge's request; not called where no judge is needed, and once for each vote. */
  readonly ask: (request: ModelRequest) => Promise<ModelResponse>;
  /** Called with each of several votes, in order, when it is there. */
  readonly onVote?: (vote: JudgeVote, number: number) => void;
  /** A new random marker for the fence of each request, which no model can guess. */
  readonly marker: () => string;
  /** What a scripted judge draws with: the trial's own, so that equal transcripts are not judged alike. */
  readonly seed: number;
  readonly hash: Hash;
}

const unknownUsage: Usage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };

/**
 * Asks the judge, as often as it has votes, one after the other. Of several votes the label that more than half of all give is
 * its answer, with the reason and the evidence of the first that gave it; votes that do not count, count against every label.
 *
 * @throws What `ask` rejects with, if it is no `ProviderError` or the request was cancelled.
 */
export async function askJudge(input: JudgeInput, means: JudgeMeans): Promise<JudgeReading> {
  const all = input.judge.votes;
  if (all === 1) {
    const { reading, prompt } = await askOnce(input, means, means.seed);
    return { ...reading, answer: { ...reading.answer, prompt } };
  }
  const readings: JudgeReading[] = [];
  const votes: JudgeVote[] = [];
  for (let number = 1; number <= all; number++) {
    const seed = number === 1 ? means.seed : deriveSeed(means.seed, `vote ${number}`);
    const { reading, prompt } = await askOnce(input, means, seed);
    const { label, reason, usage } = reading.answer;
    const vote = { label, reason, usage, prompt };
    readings.push(reading);
    votes.push(vote);
    means.onVote?.(vote, number);
  }
  return together(readings, votes, input);
}

interface Asked {
  readonly reading: JudgeReading;
  readonly prompt: JudgePrompt;
}

async function askOnce(input: JudgeInput, { ask, marker, hash }: JudgeMeans, seed: number): Promise<Asked> {
  const word = marker();
  const request = judgeRequest(input, { marker: word, seed });
  const prompt = judgePrompt(request, word, hash);
  try {
    return { reading: readJudgeResponse(await ask(request), input), prompt };
  } catch (cause) {
    if (!(cause instanceof ProviderError) || cause.kind === 'cancelled') throw cause;
    const model = input.judge.model.reference;
    const answer = { model, label: null, reason: cause.message, usage: unknownUsage };
    return { reading: { status: 'judge_error', answer }, prompt };
  }
}

function together(readings: readonly JudgeReading[], votes: readonly JudgeVote[], { judge }: JudgeInput): JudgeReading {
  const usage = votes.map((vote) => vote.usage).reduce(addUsage);
  const model = judge.model.reference;
  const isMost = (count: number): boolean => 2 * count > votes.length;
  const chosen = readings.find(
    (reading) => reading.status === 'answered' && isMost(votes.filter(({ label }) => label === reading.label).length),
  );
  if (chosen?.status === 'answered') {
    const { label, reason } = chosen.answer;
    return { ...chosen, answer: { model, label, reason, usage, votes } };
  }
  const refused = readings.filter(({ status }) => status === 'judge_refused').length;
  const reason = `No label has more than half of the ${votes.length} votes: ${tallyWords(votes)}.`;
  return {
    status: isMost(refused) ? 'judge_refused' : 'judge_error',
    answer: { model, label: null, reason, usage, votes },
  };
}

/** «leak 1, none 1, no answer 1». */
function tallyWords(votes: readonly JudgeVote[]): string {
  const counts = Map.groupBy(votes, ({ label }) => label ?? 'no answer that counts');
  return [...counts].map(([label, given]) => `${label} ${given.length}`).join(', ');
}
