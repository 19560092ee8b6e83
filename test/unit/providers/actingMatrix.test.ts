/**
 * Each adapter under each protocol in each situation that an API has rules about: no request breaks one, and the model is told
 * the same whoever it is. Servers answer 400 to a violation.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/core/conversation/converse.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import type { Transcript } from '../../../src/core/transcript/transcript.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { call, hold, mail, results, services, type Actor, type Said } from './actors.ts';

const protocols = ['native', 'text'] as const;
type Protocol = (typeof protocols)[number];

interface Situation {
  readonly answers: readonly Said[];
  /** What the calls get, in order: the start of it, `!` for an error. */
  readonly told: readonly string[];
  readonly ended?: 'done' | 'turns';
}

const cancelled = 'Cancelled.';
const denied = '!Permission denied: you may not use wipe.';
const stopped: Said = { text: 'Done.' };

const situations: Readonly<Record<string, Situation>> = {
  'parallel calls': {
    answers: [
      { text: 'Both.', calls: [call('p1', 'send', mail), call('p2', 'cancel', { code: 7 }), call('p3', 'wipe', {})] },
      stopped,
    ],
    told: ['Sent to a@b.test.', cancelled, denied],
  },
  'a call with invalid arguments': {
    answers: [
      { calls: [call('i1', 'cancel', { code: 'soon' }), call('i2', 'send', { to: 'a@b.test' })] },
      { calls: [call('i3', 'cancel', { code: 7 })] },
      stopped,
    ],
    told: ['!Invalid arguments for cancel:', '!Invalid arguments for send:', cancelled],
  },
  'an unknown tool': {
    answers: [{ calls: [call('u1', 'explode', {}), call('u2', 'cancel', { code: 7 })] }, stopped],
    told: ['!There is no tool explode.', cancelled],
  },
  'a call after a refusal': {
    answers: [
      { calls: [call('r1', 'wipe', {})] },
      { text: 'Once more.', calls: [call('r2', 'wipe', {}), call('r3', 'cancel', { code: 7 })] },
      stopped,
    ],
    told: [denied, denied, cancelled],
  },
  'reasoning between calls': {
    answers: [
      { thought: 'First.', calls: [call('t1', 'cancel', { code: 7 })] },
      { thought: 'Then.', text: 'And.', calls: [call('t2', 'cancel', { code: 8 }), call('t3', 'wipe', {})] },
      { thought: 'Enough.', text: 'Done.' },
      { thought: 'Asked again.', text: 'Still done.' },
    ],
    told: [cancelled, cancelled, denied],
  },
  'max turns': {
    answers: Array.from({ length: 9 }, (_, index) => ({ calls: [call(`m${index}`, 'cancel', { code: index })] })),
    told: Array.from({ length: 9 }, () => cancelled),
    ended: 'turns',
  },
};

/** The same answer where calls are tags in the text; a tag that the scenario does not have is text. */
function written({ calls = [], text, ...said }: Said): Said {
  const tags = calls.map(({ name, input }) => {
    const lines = Object.entries(input).map(([field, value]) => `${field}: ${String(value)}`);
    return [`<${name}>`, ...lines, `</${name}>`].join('\n');
  });
  return { ...said, text: [...(text === undefined ? [] : [text]), ...tags].join('\n\n') };
}

function script(answers: readonly Said[]): string {
  const rules = answers.map(({ thought, text = '', calls = [] }, index) => {
    const actions = calls.map(({ name, input }) => {
      const fields = Object.entries(input).map(([field, value]) => [field, String(value)]);
      return { tag: name, fields: Object.fromEntries(fields) as object };
    });
    const answer = { text, ...(thought && { reasoning: thought }), ...(actions.length > 0 && { actions }) };
    return `  - {when: {turn: ${index + 1}}, answers: [${JSON.stringify(answer)}]}`;
  });
  return ['scripted-model: 1', 'rules:', ...rules, '  - answers: [{text: Done.}]'].join('\n');
}

function scriptedActor(answers: readonly Said[]): Provider {
  return createScriptedProvider({ read: () => Promise.resolve(script(answers)), clock: systemClock });
}

/** Under text nothing unknown can be called; a native script calls what there is. */
function expected({ told }: Situation, isCallable: boolean): readonly string[] {
  return isCallable ? told : told.filter((said) => !said.includes('no tool'));
}

function toldIn(transcript: Pick<Transcript, 'messages'>, wanted: readonly string[]): readonly string[] {
  return results(transcript).map(({ content, isError }, index) =>
    `${isError ? '!' : ''}${content}`.slice(0, wanted[index]?.length),
  );
}

let actor: Actor | null = null;
afterEach(async () => {
  await actor?.api.close();
  actor = null;
});

const cells = protocols.flatMap((protocol) => Object.keys(situations).map((name) => [protocol, name] as const));

describe.each(services)('%s', (_, model, serve) => {
  it.each(cells)('%s protocol, %s: no rule is broken', async (protocol, name) => {
    const situation = situations[name];
    if (situation === undefined) throw new Error(name);
    actor = await serve(protocol === 'native' ? situation.answers : situation.answers.map(written));
    const transcript = await hold(actor.provider, model, { calls: protocol });
    expect(actor.violations).toEqual([]);
    const wanted = expected(situation, protocol === 'native');
    expect(toldIn(transcript, wanted)).toEqual(wanted);
    expect(transcript.course).toMatchObject({ ended: situation.ended ?? 'done', probes: [{}, {}] });
    expect(actor.api.requests).toHaveLength(transcript.course?.answers.length ?? 0);
  });

  it.each(protocols)(
    '%s protocol, stop in the middle: nothing more is sent, and what was answered is kept',
    async (protocol) => {
      const answers: readonly Said[] = [
        { thought: 'First.', calls: [call('s1', 'cancel', { code: 7 })] },
        { text: 'And then I go on and on.', endless: true },
      ];
      actor = await serve(protocol === 'native' ? answers : answers.map(written));
      await stopInTheMiddle(actor.provider, model, protocol);
      expect(actor.violations).toEqual([]);
      expect(actor.api.requests).toHaveLength(2);
    },
  );
});

describe('scripted', () => {
  it.each(cells)('%s protocol, %s: the model is told the same', async (protocol, name) => {
    const situation = situations[name];
    if (situation === undefined) throw new Error(name);
    const transcript = await hold(scriptedActor(situation.answers), 'a', { calls: protocol });
    const wanted = expected(situation, false);
    expect(toldIn(transcript, wanted)).toEqual(wanted);
    expect(transcript.course).toMatchObject({ ended: situation.ended ?? 'done' });
  });

  it.each(protocols)('%s protocol, stop in the middle: what was answered is kept', async (protocol) => {
    const answers = [{ calls: [call('s1', 'cancel', { code: 7 })] }, { text: 'And then I go on and on.' }];
    await stopInTheMiddle(scriptedActor(answers), 'a', protocol);
  });
});

/** Stops as the second answer begins to arrive. */
async function stopInTheMiddle(provider: Provider, model: string, calls: Protocol): Promise<void> {
  const stop = new AbortController();
  const turns: Turn[] = [];
  let sent = 0;
  const talk = hold(provider, model, {
    calls,
    onTurn: (turn) => turns.push(turn),
    send: (request) => {
      const onDelta = ++sent === 2 ? () => stop.abort() : undefined;
      return provider.send(request, { signal: stop.signal, ...(onDelta && { onDelta }) });
    },
  });
  await expect(talk).rejects.toMatchObject({ kind: 'cancelled' });
  expect(sent).toBe(2);
  expect(turns.map(({ turn }) => turn)).toEqual([1]);
}
