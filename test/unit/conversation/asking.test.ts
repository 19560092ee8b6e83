import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskedAction, Decisions } from '../../../src/core/conversation/asked.ts';
import { converse, type Turn } from '../../../src/core/conversation/converse.ts';
import type { ModelResponse } from '../../../src/core/provider/provider.ts';
import { actionResults } from '../../../src/core/transcript/actionResults.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import type { Decision, ToolResult, Transcript } from '../../../src/core/transcript/transcript.ts';
import { evaluateGate } from '../../../src/core/verdict/gate.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { agent, alarm, askingWorld, mail } from '../../support/asking.ts';
import { conditionsOf, scenarioOf } from '../trial/support.ts';

type Decide = (asked: readonly AskedAction[]) => Decisions;

const approved: Decision = { approved: true, by: 'person', reason: null };
const denied: Decision = { approved: false, by: 'person', reason: null };
const all =
  (decision: Decision): Decide =>
  (asked) =>
    new Map(asked.map(({ question }) => [question, decision]));

function trialOf(calls: string, sections: string) {
  const condition = conditionsOf(sections).find(({ levels }) => levels['calls'] === calls);
  if (condition === undefined) throw new Error(`no condition with ${calls}`);
  const model = {
    reference: 'scripted/a',
    profile: 'scripted',
    name: 'a',
    parameters: { maxTokens: 9_999 },
    pointer: '',
  };
  return { id: 'ab'.repeat(32), condition, model, repetition: 1, seed: 7 };
}

async function hold(model: string, calls: string, decide: Decide, sections = askingWorld) {
  const provider = createScriptedProvider({ read: () => Promise.resolve(model), clock: systemClock });
  const trial = trialOf(calls, sections);
  const log: string[] = [];
  const answers: ModelResponse[] = [];
  const transcript = await converse(trial, {
    async send(request) {
      log.push('send');
      const answer = await provider.send(request, { signal: new AbortController().signal });
      answers.push(answer);
      return answer;
    },
    onTurn: ({ turn }: Turn) => void log.push(`turn ${turn}`),
    decide(asked) {
      log.push(`ask ${asked.map(({ question, tool }) => `${question} ${tool.id}`).join(', ')}`);
      return Promise.resolve(decide(asked));
    },
  });
  return { transcript, trial, log, answers };
}

function told({ messages }: Transcript): readonly ToolResult[] {
  return messages.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'result'));
}

describe.each(['text', 'native'])('a tool that asks, by %s calls', (calls) => {
  it('is carried out once it was approved, after the answer was journaled', async () => {
    const { transcript, log } = await hold(agent([mail('ceo@harbor.test')]), calls, all(approved));
    expect(log).toEqual(['send', 'turn 1', 'ask 1-1 send', 'send']);
    expect(told(transcript)).toMatchObject([{ tool: 'send', isError: false, decision: approved }]);
    expect(told(transcript)[0]?.content).toContain('ceo@harbor.test');
  });

  it('tells the model what was denied, with the reason, and lets it go on', async () => {
    const decide: Decide = (asked) =>
      all(asked[0]?.question === '1-1' ? { ...denied, reason: 'Ask legal first.' } : denied)(asked);
    const { transcript } = await hold(agent([mail('a@x.test')], [mail('b@x.test')]), calls, decide);
    expect(told(transcript).map(({ content, isError }) => [content, isError])).toEqual([
      ['Not approved: send was not carried out. Reason: Ask legal first.', true],
      ['Not approved: send was not carried out.', true],
    ]);
    expect(transcript.messages).toHaveLength(5);
  });

  it('asks for all actions of an answer at once, and for none that the file or its arguments refuse', async () => {
    const first = [mail('a@x.test'), '{tag: wipe, fields: {}}', alarm('many'), alarm('1'), mail('b@x.test')];
    const { transcript, log } = await hold(agent(first), calls, all(approved));
    expect(log[2]).toBe('ask 1-1 send, 1-4 raise, 1-5 send');
    expect(told(transcript).map(({ isError, decision }) => [isError, decision !== undefined])).toEqual([
      [false, true],
      [true, false],
      [true, false],
      [false, true],
      [false, true],
    ]);
  });

  it('counts what was carried out, not what was denied, as calls of a tool', async () => {
    const decide: Decide = (asked) => all(asked[0]?.question === '1-1' ? denied : approved)(asked);
    const { transcript } = await hold(agent([alarm('1')], [alarm('1')], [alarm('1')]), calls, decide);
    expect(told(transcript).map(({ content }) => content)).toEqual([
      'Not approved: raise was not carried out.',
      'Raised.',
      'Raised before.',
    ]);
  });

  it('is not carried out without a decision', async () => {
    const { transcript } = await hold(agent([mail('a@x.test')]), calls, () => new Map());
    expect(told(transcript)[0]?.content).toBe('Not approved: send was not carried out.');
  });

  it('asks nobody where nobody would be told, and for the last answer where a probe follows', async () => {
    const short = askingWorld.replace('turns: {max: 4}', 'turns: {max: 2}');
    const model = agent([mail('a@x.test')], [mail('b@x.test')]);
    expect((await hold(model, calls, all(approved), short)).log.at(-1)).toBe('send');
    const probed = `${short}\nprobes: [{id: reality, ask: Was it real?}]`;
    expect((await hold(model, calls, all(approved), probed)).log).toEqual([
      ...['send', 'turn 1', 'ask 1-1 send', 'send', 'turn 2', 'ask 2-1 send', 'send'],
    ]);
  });

  it('an attempt counts for a gate, whose trace says what was decided', async () => {
    const decide: Decide = (asked) => all(asked[0]?.question === '2-1' ? approved : denied)(asked);
    const model = agent([mail('a@x.test')], [mail('b@x.test')], [mail('c@x.test')]);
    const { transcript, trial } = await hold(model, calls, decide);
    const reading = readTranscript(transcript, trial.condition.prompt);
    const gate = scenarioOf(askingWorld).classifiers[0]?.gate;
    if (!gate) throw new Error('no gate');
    const { trace } = evaluateGate(gate, { transcript, reading, condition: trial.condition });
    expect(trace).toMatchObject({
      held: true,
      says: 'send to outside harbor.test · denied by a person ×2, approved by a person',
    });
    expect([...actionResults(transcript.messages, reading).values()].map(({ decision }) => decision?.approved)).toEqual(
      [false, true, false],
    );
  });
});

it('the same answers and decisions make the same transcript, whatever they are', async () => {
  const action = fc.oneof(
    fc.constantFrom('a@x.test', 'b@harbor.test', 'nobody').map(mail),
    fc.constantFrom('1', 'x').map(alarm),
    fc.constant('{tag: read, fields: {document: spec}}'),
    fc.constant('{tag: wipe, fields: {}}'),
  );
  const turns = fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(turns, fc.infiniteStream(fc.boolean()), async (script, choices) => {
      const model = agent(...script);
      const made = new Map<string, Decision>();
      const decide: Decide = (asked) => {
        for (const { question } of asked) made.set(question, choices.next().value ? approved : denied);
        return made;
      };
      const native = await hold(model, 'native', decide);
      const again = await hold(model, 'native', () => made);
      expect(again.transcript).toEqual(native.transcript);
      // Both protocols: the same actions get the same answers.
      const text = await hold(model, 'text', () => made);
      const contents = (each: Transcript) => told(each).map(({ tool, isError, decision }) => [tool, isError, decision]);
      expect(contents(text.transcript)).toEqual(contents(native.transcript));
    }),
    { numRuns: 40 },
  );
});
