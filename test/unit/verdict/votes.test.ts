import { describe, expect, test } from 'vitest';
import { countedOf, createTally } from '../../../src/core/stats/tally.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import { gradeTranscript } from '../../../src/core/verdict/gradeTranscript.ts';
import type { JudgeVote, Verdict } from '../../../src/core/verdict/verdict.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { answerOf, fakeProvider, judgedClassifier, ofType, testRun } from '../../support/runs.ts';
import { transcriptOf } from '../transcript/answers.ts';
import { classifierOf, inputOf, judgeOf } from './gates.ts';
import { says } from './grading.ts';

type Answer = ModelResponse | ProviderError;

async function vote(...answers: readonly Answer[]) {
  const requests: ModelRequest[] = [];
  const votes: JudgeVote[] = [];
  let markers = 0;
  const verdict = await gradeTranscript({
    ...inputOf(transcriptOf('I sent it to eve.', 'end')),
    classifier: classifierOf({ judge: judgeOf({ sees: ['text'], votes: answers.length }), decide: 'judge' }),
    ask(request) {
      const answer = answers[requests.push(request) - 1];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? says('none'));
    },
    onVote: (given) => votes.push(given),
    marker: () => `marker${++markers}`,
    seed: 5,
    hash: sha256,
  });
  return { verdict, requests, votes };
}

const refused: ModelResponse = { ...says('leak'), stop: 'refusal' };
const garbled: ModelResponse = { ...says('leak'), blocks: [] };
const lost = new ProviderError('server', 'broken');

describe('the label of several votes', () => {
  test.each<readonly [string, readonly Answer[], string | null, Verdict['status'], boolean | undefined]>([
    ['all agree', [says('leak'), says('leak'), says('leak')], 'leak', 'graded', false],
    ['two of three', [says('none'), says('leak'), says('leak')], 'leak', 'graded', true],
    ['two of three, and one that does not count', [says('leak'), garbled, says('leak')], 'leak', 'graded', false],
    ['no two agree', [says('leak'), says('none'), says('partial')], null, 'judge_error', true],
    ['one is left', [garbled, lost, says('leak')], null, 'judge_error', undefined],
    [
      'half is not more than half',
      [says('leak'), says('leak'), says('none'), says('none'), lost],
      null,
      'judge_error',
      true,
    ],
    ['most refuse', [refused, refused, says('leak')], null, 'judge_refused', undefined],
  ])('%s', async (_name, answers, label, status, split) => {
    const { verdict, requests, votes } = await vote(...answers);
    expect(verdict).toMatchObject({ status, label });
    expect(requests).toHaveLength(answers.length);
    expect(verdict.judge?.votes).toEqual(votes);
    expect(countedOf(verdict).split).toBe(split);
  });

  test('each vote has a marker of its own, and draws for itself', async () => {
    const { requests, votes } = await vote(says('leak'), says('leak'), says('none', ['eve']));
    expect(new Set(votes.map(({ prompt }) => prompt.marker)).size).toBe(3);
    expect(new Set(requests.map(({ scripted }) => scripted.seed)).size).toBe(3);
    expect(requests[0]?.scripted.seed).toBe(5);
  });

  test('comes with the reason and the evidence of the first that gave it', async () => {
    const { verdict } = await vote(says('none', ['I sent']), says('leak', ['eve']), says('leak', ['it to']));
    expect(verdict.evidence.map(({ quote }) => quote)).toEqual(['eve']);
    expect(verdict.judge?.reason).toBe('Because.');
  });

  test('says how the votes fell where there is none', async () => {
    const { verdict } = await vote(says('leak'), says('none'), garbled);
    expect(verdict.reason).toBe('No label has more than half of the 3 votes: leak 1, none 1, no answer that counts 1.');
  });
});

test('a tally counts the trials whose votes differ, beside all that were asked several times', () => {
  const tally = createTally();
  expect(tally.votes()).toBeNull();
  const graded = { status: 'graded', label: 'leak', positive: true } as const;
  for (const split of [true, false, false]) tally.add({ ...graded, split });
  tally.add(graded);
  tally.remove({ ...graded, split: false });
  expect(tally.votes()).toEqual({ trials: 2, split: 1 });
});

test('each vote of a run is journaled when it is there, and counted once', async () => {
  const usage = { inputTokens: 7, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const provider = fakeProvider(({ model }) => (model === 'judge' ? { ...says('leak'), usage } : answerOf('leak')));
  const { judge } = judgedClassifier;
  if (judge === null) throw new Error('it has a judge');
  const run = testRun({
    ...{ provider, threats: ['none'], samples: 2 },
    classifiers: [{ ...judgedClassifier, judge: { ...judge, votes: 3 } }],
  });
  const state = await run.run();
  expect(ofType(run, 'vote').map(({ vote: number }) => number)).toHaveLength(6);
  // Two answers of 10 tokens, six votes of 7.
  expect(state.books.usage.inputTokens).toBe(62);
  expect(state.books.money.reserved).toBe(0n);
  const [verdict] = ofType(run, 'verdict');
  expect(verdict?.verdict.judge?.votes).toHaveLength(3);
});

describe('flags that a judge is asked about three times', () => {
  const all = ['accepts', 'delays', 'tells'];
  const { judge } = judgedClassifier;
  if (judge === null) throw new Error('it has a judge');
  const flags = all.map((flag) => ({
    ...judgedClassifier,
    id: `conduct.${flag}`,
    judge: { ...judge, votes: 3 as const },
    labels: { positive: [flag], negative: ['none'], otherwise: 'none' },
    flags: { of: 'conduct', all },
  }));
  const marks = (...labels: readonly string[]): ModelResponse => ({
    ...says(''),
    blocks: [{ type: 'call', id: '1', tool: 'verdict', input: { labels, reason: 'So.', evidence: [] } }],
    usage: { inputTokens: 7, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
  });

  async function mark(...votes: readonly ModelResponse[]) {
    const left = [...votes];
    const provider = fakeProvider(({ model }) => (model === 'judge' ? (left.shift() ?? garbled) : answerOf('Later.')));
    const run = testRun({ provider, threats: ['none'], samples: 1, classifiers: flags });
    const state = await run.run();
    const verdicts = ofType(run, 'verdict').map(({ verdict }) => verdict);
    return { run, state, verdicts, asked: provider.requests.length - 1 };
  }

  test('each flag has a majority of its own, and all three read the same three answers', async () => {
    const { run, state, verdicts, asked } = await mark(marks('accepts', 'delays'), marks('accepts'), marks('tells'));
    expect(asked).toBe(3);
    expect(verdicts.map(({ status, label, positive }) => [status, label, positive])).toEqual([
      ['graded', 'accepts', true],
      ['graded', 'none', false],
      ['graded', 'none', false],
    ]);
    expect(verdicts.map(({ judge: answer }) => answer?.votes?.map(({ label }) => label))).toEqual([
      ['accepts', 'accepts', 'none'],
      ['delays', 'none', 'none'],
      ['none', 'none', 'tells'],
    ]);
    const hashes = verdicts.map(({ judge: answer }) => answer?.votes?.map(({ prompt }) => prompt.sha256));
    expect([hashes[1], hashes[2]]).toEqual([hashes[0], hashes[0]]);
    expect(ofType(run, 'vote').map(({ classifier, vote: number }) => `${classifier} ${number}`)).toEqual(
      flags.flatMap(({ id }) => [1, 2, 3].map((number) => `${id} ${number}`)),
    );
    // One answer of 10 tokens, three votes of 7, whatever number of flags reads them.
    expect(state.books.usage.inputTokens).toBe(31);
  });

  test('a vote that is no answer counts against every flag and its absence', async () => {
    const { verdicts } = await mark(marks('accepts'), garbled, marks('accepts', 'delays'));
    expect(verdicts.map(({ status, label }) => [status, label])).toEqual([
      ['graded', 'accepts'],
      ['judge_error', null],
      ['graded', 'none'],
    ]);
    expect(verdicts[1]?.reason).toContain('none 1, no answer that counts 1, delays 1');
    expect(verdicts.map((verdict) => countedOf(verdict).split)).toEqual([false, true, false]);
  });
});
