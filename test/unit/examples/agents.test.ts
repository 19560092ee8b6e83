/** The agentic examples: they are right, they act alike under both protocols, and running them recovers their rates. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { converse } from '../../../src/core/conversation/converse.ts';
import type { VerdictEvent } from '../../../src/core/run/journal/journal.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import type { Transcript } from '../../../src/core/transcript/transcript.ts';
import type { Condition } from '../../../src/core/trial/trial.ts';
import { evaluateGate } from '../../../src/core/verdict/gate.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { openRunStore } from '../../../src/node/runStore.ts';
import type { RunSession } from '../../../src/node/runSession.ts';
import { createReplayProvider } from '../../../src/providers/replay/replayProvider.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { agentFamilies, agentModel, agentRates, agentText } from '../../support/agentExamples.ts';
import { binomialTest } from '../../support/binomial.ts';
import { check } from '../../support/examples.ts';
import { partners } from '../../support/partners.ts';
import { finish, startSession } from '../../support/sessions.ts';

const samples = 40;
let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenarist-agents-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(agentFamilies)('%s, with an agent', (family) => {
  const scripted = createScriptedProvider({ read: () => Promise.resolve(agentModel(family)), clock: systemClock });
  const under = (protocol: string) => check(agentText(family).replace(/protocol: .*/u, `protocol: ${protocol}`));

  /** One conversation, with the same draws under either protocol. */
  const talk = async (condition: Condition, seed: number): Promise<Transcript> => {
    const model = { reference: 'scripted/agent', profile: 'scripted', name: 'agent', parameters: { maxTokens: 4096 }, pointer: '' };
    const trial = { id: 'ab'.repeat(32), condition, model, repetition: 1, seed };
    return converse(trial, partners((request) => scripted.send(request, { signal: new AbortController().signal })));
  };
  const run = async (text: string, provider = scripted): Promise<RunSession> => {
    const session = await startSession({ root, text, provider, samples, fresh: true });
    await finish(session);
    return session;
  };

  it('has no problem, not even a hint, and its control arm', () => {
    const { problems, scenario, conditions } = check(agentText(family));
    expect(problems).toEqual([]);
    const baseline = Object.fromEntries(scenario?.factors.map(({ name, baseline: level }) => [name, level]) ?? []);
    expect(conditions.map(({ levels }) => levels)).toContainEqual(baseline);
  });

  it('documents the rates that its scripted model has', () => {
    const { table, weights } = agentRates(family);
    expect(table).toEqual(weights);
  });

  it('is the same under both protocols: actions, what they got, gate traces and quotes', async () => {
    const [native, text] = [under('native'), under('text')];
    const gates = native.scenario?.classifiers.flatMap(({ gate }) => (gate === null ? [] : [gate])) ?? [];
    const seen = async (condition: Condition, seed: number) => {
      const transcript = await talk(condition, seed);
      const reading = readTranscript(transcript, condition.prompt);
      const results = transcript.messages.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.type === 'result' ? [[block.tool, block.isError, block.content]] : [])),
      );
      const actions = reading.actions.map(({ tool, form, fields }) => [
        ...[tool, form],
        fields.map(({ name, text: said, values }) => [name, said, values]),
      ]);
      const verdicts = gates.map((gate) => {
        const { trace, evidence } = evaluateGate(gate, { condition, transcript, reading });
        return { trace, quotes: evidence.map(({ quote }) => quote) };
      });
      return { actions, results, verdicts };
    };
    expect(native.conditions).toHaveLength(text.conditions.length);
    let held = 0;
    for (const [index, condition] of native.conditions.entries()) {
      for (let seed = 1; seed <= 20; seed++) {
        const natively = await seen(condition, seed * 9_999_991);
        const other = text.conditions[index];
        if (other === undefined) throw new Error('no such condition');
        expect(await seen(other, seed * 9_999_991)).toEqual(natively);
        held += natively.verdicts.filter(({ trace }) => trace.held).length;
      }
    }
    expect(held).toBeGreaterThan(0);
  });

  it('gives the same transcript for the same trial, byte by byte', async () => {
    for (const condition of check(agentText(family)).conditions) {
      for (const seed of [1, 2 ** 31, 4_000_000_001]) {
        const [one, other] = [await talk(condition, seed), await talk(condition, seed)];
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
        expect(one.course?.probes.map(({ id }) => id)).toEqual(['reality']);
      }
    }
  });

  it('recovers its rates when it is run, and a replay of the run gives the same verdicts', async () => {
    const first = await run(agentText(family));
    const verdicts = await verdictsOf(first);
    const { weights } = agentRates(family);
    const { conditions, scenario } = check(agentText(family));
    const [classifier] = scenario?.classifiers ?? [];
    for (const { id, levels } of conditions) {
      const own = verdicts.filter((event) => event.condition === id && event.verdict.classifier === classifier?.id);
      const percent = weights.find((rate) => JSON.stringify(rate.levels) === JSON.stringify(levels))?.percent ?? Number.NaN;
      expect(own.filter(({ verdict }) => verdict.status === 'graded')).toHaveLength(samples);
      const positive = own.filter(({ verdict }) => verdict.positive === true).length;
      expect(binomialTest(positive, samples, percent / 100)).toBeGreaterThan(0.001);
    }
    const text = agentText(family).replace('models: [scripted/agent]', `models: [replay/${first.manifest.run}]`);
    const again = await verdictsOf(await run(text, createReplayProvider()));
    expect(again.map(plain)).toEqual(verdicts.map(plain));
    expect(again).toHaveLength(conditions.length * samples * (scenario?.classifiers.length ?? 0));
  });
});

function plain({ condition, repetition, verdict }: VerdictEvent) {
  return { condition, repetition, verdict };
}

/** In the order of conditions and repetitions. */
async function verdictsOf({ manifest }: RunSession): Promise<readonly VerdictEvent[]> {
  const found: VerdictEvent[] = [];
  const { journal } = await openRunStore(root).open(manifest.run);
  for await (const { event } of journal.replay()) if (event.type === 'verdict') found.push(event);
  await journal.close();
  const key = ({ condition, repetition, verdict }: VerdictEvent): string => `${condition} ${repetition} ${verdict.classifier}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
