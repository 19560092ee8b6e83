import { converse } from '../../../src/core/conversation/converse.ts';
import type { ModelRequest } from '../../../src/core/provider/provider.ts';
import type { Protocol } from '../../../src/core/scenario/scenario.ts';
import type { Transcript } from '../../../src/core/transcript/transcript.ts';
import type { Condition } from '../../../src/core/trial/trial.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { partners } from '../../support/partners.ts';
import { conditionsOf } from '../trial/support.ts';

/** A conversation that was held with a scripted model. */
export interface Talk {
  readonly condition: Condition;
  readonly transcript: Transcript;
  readonly requests: readonly ModelRequest[];
}

export const protocols = ['text', 'native'] as const;

/** A scripted model that takes these actions, one list for each answer, and then stops; each is `TAG: value, field: value`. */
export function agent(...turns: readonly (readonly string[])[]): string {
  const rules = turns.map(
    (actions, index) =>
      `  - {when: {turn: ${index + 1}}, answers: [{text: Turn ${index + 1}., actions: [${actions.join(', ')}]}]}`,
  );
  return ['scripted-model: 1', 'rules:', ...rules, '  - answers: [{text: I am done.}]'].join('\n');
}

/** An action in a script: `act('read', {name: 'a.txt'})`. */
export function act(tag: string, fields: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ tag, fields });
}

/** @param sections YAML of a scenario without `factors`, whose tools have `protocol: {factor: calls}`. */
export async function talk(sections: string, model: string, calls: Protocol): Promise<Talk> {
  const factors = 'factors: {calls: {baseline: text, levels: [text, native]}}';
  const condition = conditionsOf(`${factors}\n${sections}`).find(({ levels }) => levels['calls'] === calls);
  if (condition === undefined) throw new Error(`no condition with ${calls}`);
  const provider = createScriptedProvider({ read: () => Promise.resolve(model), clock: systemClock });
  const requests: ModelRequest[] = [];
  const use = {
    reference: 'scripted/a',
    profile: 'scripted',
    name: 'a',
    parameters: { maxTokens: 10_000 },
    pointer: '',
  };
  const send = (request: ModelRequest) => {
    requests.push(request);
    return provider.send(request, { signal: new AbortController().signal });
  };
  const trial = { id: 'ab'.repeat(32), condition, model: use, repetition: 1, seed: 7 };
  const transcript = await converse(trial, partners(send));
  return { condition, transcript, requests };
}

/** What the model was told, answer by answer: results with `!` for errors, events with their id, and what was said. */
export function told({ transcript }: Talk): readonly (readonly string[])[] {
  return transcript.messages
    .filter(({ role }) => role === 'user')
    .map(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.type === 'result') return [`${block.isError ? '! ' : ''}${block.content}`];
        if (block.type !== 'text') return [];
        return [block.event === undefined ? block.text : `${block.event}: ${block.text}`];
      }),
    );
}

/** The last message of each request, as the provider gets it. */
export function lastSent({ requests }: Talk): readonly string[] {
  return requests.map(({ messages }) =>
    (messages.at(-1)?.blocks ?? []).map((block) => (block.type === 'text' ? block.text : block.type)).join(' | '),
  );
}
