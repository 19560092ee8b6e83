import { describe, expect, it } from 'vitest';
import { createApprovalDesk, type ApprovalDesk } from '../../../src/core/run/approval/approvalDesk.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { leftTrials } from '../../../src/core/run/state/leftTrials.ts';
import { createUniformPolicy } from '../../../src/core/run/approval/policy.ts';
import { remainingPlan } from '../../../src/core/run/state/remainingPlan.ts';
import type { RunState } from '../../../src/core/run/state/runState.ts';
import { replayInto } from '../../../src/core/run/trialEvents.ts';
import { executeRun } from '../../../src/core/run/executeRun.ts';
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { trialsPage } from '../../../src/core/view/trialsPage.ts';
import { runningWords } from '../../../src/core/view/statusWords.ts';
import { askingWorld } from '../../support/asking.ts';
import {
  answerOf,
  fakeProvider,
  memoryJournal,
  ofType,
  testRun,
  type TestRun,
  type TestRunParts,
} from '../../support/runs.ts';
import type { Prompt } from '../../../src/core/trial/trial.ts';
import { conditionsOf } from '../trial/support.ts';

function nativePrompt(): Prompt {
  const condition = conditionsOf(askingWorld).find(({ levels }) => levels['calls'] === 'native');
  if (condition === undefined) throw new Error('no native condition');
  return condition.prompt;
}

/** Sends a mail for each of its turns, then stops. */
function mailing(turns: number) {
  return ({ messages }: ModelRequest): ModelResponse => {
    const turn = 1 + messages.filter(({ role }) => role === 'assistant').length;
    if (turn > turns) return answerOf('Done.');
    const input = { to: `a${turn}@x.test`, subject: 'Hi', body: 'The core.' };
    return { ...answerOf(''), blocks: [{ type: 'call', id: `c${turn}`, tool: 'send', input }], stop: 'tool_use' };
  };
}

function asking(turns: number, parts: Partial<TestRunParts> = {}) {
  const provider = fakeProvider(mailing(turns));
  return { provider, run: testRun({ provider, prompt: nativePrompt(), threats: ['none'], samples: 1, ...parts }) };
}

/** Runs until `until` holds of the state, or to the end; then stops. */
async function runUntil(run: TestRun, until: (state: RunState) => boolean, input = run.input): Promise<RunState> {
  const state = run.newState();
  await replayInto(state, run.journal);
  for await (const event of executeRun(input)) {
    if (event.type === 'journaled') state.apply(event.event, event.position);
    if (until(state)) run.stop.abort();
  }
  return state;
}

const typesOf = (events: readonly JournalEvent[]): readonly string[] => events.map(({ type }) => type);

describe('a run whose tools ask', () => {
  it('journals the question before it is asked, and the decision before the answer is sent', async () => {
    const { run } = asking(1, { approver: createUniformPolicy(false) });
    const state = await run.run();
    expect(typesOf(run.journal.events)).toEqual([
      ...['intent', 'turn', 'asked', 'decision', 'intent', 'outcome', 'verdict', 'end'],
    ]);
    const [asked] = ofType(run, 'asked');
    expect(asked).toMatchObject({
      turn: 1,
      actions: [{ question: '1-1', tool: 'send' }],
      messages: [{ role: 'assistant' }],
    });
    expect(asked?.actions[0]?.fields.slice(0, 2)).toEqual([
      { name: 'to', text: 'a1@x.test' },
      { name: 'subject', text: 'Hi' },
    ]);
    expect(ofType(run, 'decision')).toMatchObject([{ question: '1-1', approved: false, by: 'policy', reason: null }]);
    expect(state.questions.count).toBe(0);
  });

  it('goes on with others while trials wait, which hold no place', async () => {
    const desk = createApprovalDesk();
    const { provider, run } = asking(1, { approver: desk, samples: 5, concurrency: 1 });
    const state = await run.run(ruleWhen(desk, run, (open) => open.length === 5));
    // All five had asked before the first was decided on, with one request at a time.
    const events = typesOf(run.journal.events);
    expect(events.indexOf('decision')).toBeGreaterThan(events.lastIndexOf('asked'));
    expect(provider.inFlight.most).toBe(1);
    expect(state.progress.completed).toBe(5);
  });

  it('approves every use of a tool from then on, also what waits', async () => {
    const desk = createApprovalDesk();
    const { run } = asking(2, { approver: desk, samples: 3 });
    let ruled = 0;
    await run.run((event) => {
      const [first] = openIn(run);
      if (event.type !== 'journaled' || openIn(run).length < 3 || first === undefined || ruled > 0) return;
      if (desk.rule(first.trial, first.question, { approved: true, reason: null, everyUse: true })) ruled++;
    });
    const decisions = ofType(run, 'decision');
    expect(decisions).toHaveLength(6);
    expect(decisions.filter(({ everyUse }) => everyUse)).toHaveLength(1);
    expect(decisions.filter(({ standing }) => standing)).toHaveLength(5);
    expect(decisions.every(({ by, approved }) => by === 'person' && approved)).toBe(true);
    expect(desk.rule(decisions[0]?.trial ?? '', '1-1', { approved: true, reason: null })).toBe(false);
  });

  it('is shown as waiting, with its action, until it is decided on', async () => {
    const desk = createApprovalDesk();
    const { run } = asking(1, { approver: desk });
    const state = run.newState();
    const seen: unknown[] = [];
    for await (const event of executeRun(run.input)) {
      if (event.type === 'journaled') state.apply(event.event, event.position);
      const { waiting, status } = runView(state, { stale: false, stopping: false });
      const [row] = trialsPage(state, {}, 0, 1).rows;
      if (waiting.count === 0 || row === undefined) continue;
      const [action] = waiting.actions;
      seen.push([
        status,
        waiting.count,
        row.state,
        action?.action.tool,
        runningWords(runView(state, { stale: false, stopping: false }), 1),
      ]);
      expect(desk.rule(row.trial, action?.question ?? '', { approved: true, reason: null })).toBe(true);
    }
    expect(seen).toEqual([['running', 1, 'waiting', 'send', '0/1 · 1 waits for you · cost not known']]);
    expect(runView(state, { stale: false, stopping: false }).waiting).toEqual({ count: 0, actions: [] });
  });

  it('measures the answer, not how long a person took', async () => {
    const desk = createApprovalDesk();
    const { run } = asking(1, { approver: desk });
    await runUntil(run, (state) => {
      if (state.questions.count === 1) void run.clock.sleep(3_600_000, run.input.signal);
      return state.questions.count === 1;
    });
    expect(ofType(run, 'outcome')).toMatchObject([{ result: { status: 'stopped' }, durationMs: 0 }]);
  });
});

describe('a run that goes on', () => {
  it('asks again for what is undecided, never for what is decided, and buys no answer twice', async () => {
    const desk = createApprovalDesk();
    const first = asking(2, { approver: desk });
    const left = await runUntil(first.run, (state) => {
      const [open] = state.questions.open();
      if (open?.question === '1-1') desk.rule(open.trial, '1-1', { approved: false, reason: 'Not yet.' });
      return open?.question === '2-1';
    });
    expect(first.provider.requests).toHaveLength(2);
    expect(left.questions.count).toBe(1);

    const resumed = asking(2, { approver: createUniformPolicy(true), journal: first.run.journal });
    const before = resumed.run.newState();
    await replayInto(before, first.run.journal);
    before.settle();
    const state = await runUntil(resumed.run, () => false, {
      ...resumed.run.input,
      plan: remainingPlan(resumed.run.plan, before),
      left: leftTrials(before, first.run.journal),
    });
    expect(resumed.provider.requests).toHaveLength(1);
    expect(ofType(resumed.run, 'asked').map(({ actions }) => actions.map(({ question }) => question))).toEqual([
      ['1-1'],
      ['2-1'],
      ['2-1'],
    ]);
    expect(ofType(resumed.run, 'decision').map(({ question, by }) => [question, by])).toEqual([
      ['1-1', 'person'],
      ['2-1', 'policy'],
    ]);
    const [, outcome] = ofType(resumed.run, 'outcome');
    expect(outcome?.result).toMatchObject({ status: 'completed', transcript: { course: { answers: [{}, {}, {}] } } });
    // Three answers, each counted once.
    expect(state.books.usage.inputTokens).toBe(30);
  });

  it('wherever its process died, the rest of it is asked and bought once', async () => {
    const whole = asking(2, { approver: createUniformPolicy(false) });
    await whole.run.run();
    const lines = whole.run.journal.events;
    for (let count = 1; count < lines.length; count++) {
      const journal = memoryJournal();
      for (const event of lines.slice(0, count)) await journal.append(event);
      const { run, provider } = asking(2, { approver: createUniformPolicy(false), journal });
      const before = run.newState();
      await replayInto(before, journal);
      before.settle();
      const plan = remainingPlan(run.plan, before);
      if (plan.count === 0) continue;
      const had = typesOf(lines.slice(0, count));
      const askedBefore = had.filter((type) => type === 'asked').length;
      if (had.includes('outcome')) continue;
      await runUntil(run, () => false, { ...run.input, plan, left: leftTrials(before, journal) });
      const decided = ofType(run, 'decision').map(({ question }) => question);
      expect(decided, `after ${count}`).toEqual(['1-1', '2-1']);
      expect(provider.requests, `after ${count}`).toHaveLength(3 - askedBefore);
    }
  });
});

interface Open {
  readonly trial: string;
  readonly question: string;
}

/** Asked for and not decided on, as the journal has it. */
function openIn(run: TestRun): readonly Open[] {
  const decided = new Set(ofType(run, 'decision').map(({ trial, question }) => `${trial} ${question}`));
  return ofType(run, 'asked')
    .flatMap(({ trial, actions }) => actions.map(({ question }) => ({ trial, question })))
    .filter(({ trial, question }) => !decided.has(`${trial} ${question}`));
}

/** Approves all that waits as soon as `when` holds. */
function ruleWhen(desk: ApprovalDesk, run: TestRun, when: (open: readonly Open[]) => boolean): () => void {
  return () => {
    const open = openIn(run);
    if (when(open))
      for (const { trial, question } of open) desk.rule(trial, question, { approved: true, reason: null });
  };
}
