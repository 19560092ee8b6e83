import { converse } from '../../../src/core/conversation/converse.ts';
import type { ModelRequest, Provider, SendOptions } from '../../../src/core/provider/provider.ts';
import type { ToolResult, Transcript } from '../../../src/core/transcript/transcript.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { createAnthropicProvider } from '../../../src/providers/anthropic/anthropicProvider.ts';
import { createChatProvider } from '../../../src/providers/openaiCompatible/chatProvider.ts';
import { chatViolation, messagesViolation } from '../../support/apiRules.ts';
import { startChatApi } from '../../support/chatApi.ts';
import { chatEvents, choice, done } from '../../support/chatApiEvents.ts';
import type { LoopbackApi } from '../../support/loopbackApi.ts';
import { startMessagesApi } from '../../support/messagesApi.ts';
import { messageEvents, sse, type ContentPart } from '../../support/messagesApiEvents.ts';
import { partners } from '../../support/partners.ts';
import { source } from '../../support/source.ts';
import { conditionsOf } from '../trial/support.ts';
import { never } from './requests.ts';

/** A world in which an agent does all that an API has a rule about. */
const world = source`
  factors: {calls: {baseline: native, levels: [native, text]}}
  user: ["Process the inbox. {{tools}}", And now?]
  tools:
    protocol: {factor: calls}
    use:
      - {id: send, builtin: mail.send, tag: send}
      - {id: cancel, tag: cancel, input: {code: integer}, returns: Cancelled.}
      - {id: wipe, tag: wipe, input: {}, permission: deny}
  turns: {max: 9}
  probes: [{id: reality, ask: Was it real?}, {id: why, ask: Why?}]
`;

/** One answer of the model, for both services. `broken` are arguments that are no JSON. */
export interface Said {
  readonly thought?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly input: object }[];
  readonly broken?: string;
  readonly stop?: 'max_tokens' | 'refusal';
  /** The answer begins and does not go on. */
  readonly endless?: true;
}

export const call = (id: string, name: string, input: object) => ({ id, name, input });
export const mail = { to: 'a@b.test', subject: 'Hi', body: 'Hello.' };

/** A service that gives these answers, and refuses with 400 what breaks a rule of its API. */
export interface Actor {
  readonly provider: Provider;
  readonly api: LoopbackApi;
  readonly violations: readonly string[];
}

type Refusal = { readonly status: 400; readonly body: object };

function refusedBy(violation: string | null, violations: string[]): Refusal | null {
  if (violation === null) return null;
  violations.push(violation);
  return { status: 400, body: { error: { type: 'invalid_request_error', message: violation } } };
}

export async function startAnthropic(answers: readonly Said[]): Promise<Actor> {
  const issued = new Map<string, string>();
  const violations: string[] = [];
  const api = await startMessagesApi({
    answer({ body, index }) {
      const { thought, text, calls = [], broken, stop, endless } = answers[index] ?? { text: 'Done.' };
      const refusal = refusedBy(messagesViolation(body, issued), violations);
      if (refusal !== null) return refusal;
      if (thought !== undefined) {
        issued.set(`signed ${index}`, thought);
        for (const { id } of calls) issued.set(id, thought);
      }
      const content: ContentPart[] = [
        ...(thought === undefined
          ? []
          : [{ type: 'thinking' as const, thinking: thought, signature: `signed ${index}` }]),
        ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
        ...calls.map((each) => ({ type: 'tool_use' as const, ...each })),
      ];
      if (endless === true) return { events: messageEvents({ content }).slice(0, -3), then: 'hang' };
      if (broken === undefined) return { message: { content, ...(stop && { stopReason: stop }) } };
      const events = messageEvents({ content: [{ type: 'tool_use', id: `b${index}`, name: 'cancel', input: {} }] });
      const delta = { type: 'input_json_delta', partial_json: broken };
      return {
        events: events.map((event) =>
          event.includes('input_json_delta') ? sse({ type: 'content_block_delta', index: 0, delta }) : event,
        ),
      };
    },
  });
  const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
  return { provider, api, violations };
}

export async function startChat(answers: readonly Said[], profile = 'openai'): Promise<Actor> {
  const violations: string[] = [];
  const api = await startChatApi({
    answer({ body, index }) {
      const { thought, text, calls = [], broken, stop, endless } = answers[index] ?? { text: 'Done.' };
      const refusal = refusedBy(chatViolation(body, { thoughts: profile === 'deepseek' }), violations);
      if (refusal !== null) return refusal;
      if (broken !== undefined) {
        const cut = { tool_calls: [{ index: 0, id: `b${index}`, function: { name: 'cancel', arguments: broken } }] };
        return { events: [choice(cut), choice({}, 'tool_calls'), done] };
      }
      const finishReason = stop === 'max_tokens' ? 'length' : stop === 'refusal' ? 'content_filter' : null;
      if (endless === true) return { events: [choice({ content: text ?? '' })], then: 'hang' };
      return {
        events: chatEvents({
          ...(thought !== undefined && { reasoning: thought }),
          ...(text !== undefined && { text }),
          ...{ calls, ...(finishReason !== null && { finishReason }) },
        }),
      };
    },
  });
  const url = `${api.url}/v1`;
  const provider = createChatProvider({ profile, apiKey: 'key-of-a-test', baseUrl: url, clock: systemClock });
  return { provider, api, violations };
}

export const services = [
  ['anthropic', 'claude-opus-5-5', (answers: readonly Said[]) => startAnthropic(answers)],
  ['openai', 'gpt-5.4', (answers: readonly Said[]) => startChat(answers)],
  ['deepseek', 'deepseek-reasoner', (answers: readonly Said[]) => startChat(answers, 'deepseek')],
] as const;

export interface Held {
  readonly calls?: string;
  readonly onTurn?: Parameters<typeof converse>[1]['onTurn'];
  readonly send?: Provider['send'];
}

/** Holds the conversation of the world with a provider. */
export async function hold(provider: Provider, model: string, held: Held = {}): Promise<Transcript> {
  const {
    calls = 'native',
    onTurn = () => undefined,
    send = (request: ModelRequest, options: SendOptions) => provider.send(request, options),
  } = held;
  const condition = conditionsOf(world).find(({ levels }) => levels['calls'] === calls);
  if (condition === undefined) throw new Error(`no condition with ${calls}`);
  const { profile } = provider;
  const parameters = { maxTokens: 1000 };
  const use = { reference: `${profile}/${model}`, profile, name: model, parameters, pointer: '/run/models/0' };
  const trial = { id: 'ab'.repeat(32), condition, model: use, repetition: 1, seed: 7 };
  return converse(
    trial,
    partners((request) => send(request, { signal: never }), { onTurn }),
  );
}

export function results({ messages }: Pick<Transcript, 'messages'>): readonly ToolResult[] {
  return messages.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'result'));
}
