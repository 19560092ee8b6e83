import { afterEach, describe, expect, it, test } from 'vitest';
import { converse } from '../../../src/core/conversation/converse.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
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
import { modelRequest, never } from './requests.ts';

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
interface Said {
  readonly thought?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly input: object }[];
  readonly broken?: string;
  readonly stop?: 'max_tokens' | 'refusal';
}

const call = (id: string, name: string, input: object) => ({ id, name, input });
const mail = { to: 'a@b.test', subject: 'Hi', body: 'Hello.' };

/** Everything that an agent does which an API has a rule about. */
const eventful: readonly Said[] = [
  { thought: 'First the mails.', text: 'On it.', calls: [call('c1', 'send', mail), call('c2', 'cancel', { code: 7 })] },
  {
    thought: 'Again.',
    calls: [call('c3', 'cancel', { code: 'soon' }), call('c4', 'explode', {}), call('c5', 'wipe', {})],
  },
  { broken: '{"code": 4' },
  { thought: 'Nothing to say.', text: '' },
  { text: 'Done.', calls: [call('c7', 'cancel', { code: 1 })] },
  { text: 'Really done.' },
  { thought: 'A probe.', text: 'A test.', calls: [call('c8', 'wipe', {})] },
  { text: 'The names.' },
];

let api: LoopbackApi | null = null;
const violations: string[] = [];
afterEach(async () => {
  await api?.close();
  api = null;
  violations.length = 0;
});

function refused(violation: string | null) {
  if (violation === null) return null;
  violations.push(violation);
  return { status: 400, body: { error: { type: 'invalid_request_error', message: violation } } } as const;
}

async function anthropic(answers: readonly Said[]): Promise<Provider> {
  const issued = new Map<string, string>();
  api = await startMessagesApi({
    answer({ body, index }) {
      const { thought, text, calls = [], broken, stop } = answers[index] ?? { text: 'Done.' };
      const refusal = refused(messagesViolation(body, issued));
      if (refusal !== null) return refusal;
      if (thought !== undefined) issued.set(`signed ${index}`, thought);
      const content: ContentPart[] = [
        ...(thought === undefined
          ? []
          : [{ type: 'thinking' as const, thinking: thought, signature: `signed ${index}` }]),
        ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
        ...calls.map((each) => ({ type: 'tool_use' as const, ...each })),
      ];
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
  return createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
}

async function chat(answers: readonly Said[], profile = 'openai'): Promise<Provider> {
  api = await startChatApi({
    answer({ body, index }) {
      const { thought, text, calls = [], broken, stop } = answers[index] ?? { text: 'Done.' };
      const refusal = refused(chatViolation(body, { thoughts: profile === 'deepseek' }));
      if (refusal !== null) return refusal;
      if (broken !== undefined) {
        const cut = { tool_calls: [{ index: 0, id: `b${index}`, function: { name: 'cancel', arguments: broken } }] };
        return { events: [choice(cut), choice({}, 'tool_calls'), done] };
      }
      const finishReason = stop === 'max_tokens' ? 'length' : stop === 'refusal' ? 'content_filter' : null;
      return {
        events: chatEvents({
          ...(thought !== undefined && { reasoning: thought }),
          ...(text !== undefined && { text }),
          ...{ calls, ...(finishReason !== null && { finishReason }) },
        }),
      };
    },
  });
  return createChatProvider({ profile, apiKey: 'key-of-a-test', baseUrl: `${api.url}/v1`, clock: systemClock });
}

async function hold(provider: Provider, model: string, calls = 'native', sections = world): Promise<Transcript> {
  const condition = conditionsOf(sections).find(({ levels }) => levels['calls'] === calls);
  if (condition === undefined) throw new Error(`no condition with ${calls}`);
  const { profile } = provider;
  const parameters = { maxTokens: 1000 };
  const use = { reference: `${profile}/${model}`, profile, name: model, parameters, pointer: '/run/models/0' };
  const trial = { id: 'ab'.repeat(32), condition, model: use, repetition: 1, seed: 7 };
  return converse(
    trial,
    partners((request) => provider.send(request, { signal: never })),
  );
}

function results({ messages }: Transcript): readonly ToolResult[] {
  return messages.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'result'));
}

const services = [
  ['anthropic', 'claude-opus-5-5', (answers: readonly Said[]) => anthropic(answers)],
  ['openai', 'gpt-5.4', (answers: readonly Said[]) => chat(answers)],
  ['deepseek', 'deepseek-reasoner', (answers: readonly Said[]) => chat(answers, 'deepseek')],
] as const;

describe.each(services)('a native conversation with %s', (_, model, serve) => {
  it('keeps every rule of the API, whatever the model does', async () => {
    const transcript = await hold(await serve(eventful), model);
    expect(violations).toEqual([]);
    expect(api?.requests).toHaveLength(8);
    expect(results(transcript).map(({ call: id, isError }) => `${isError ? '!' : ''}${id}`)).toEqual([
      ...['c1', 'c2', '!c3', '!c4', '!c5', '!b2', 'c7', '!c8'],
    ]);
    expect(results(transcript)[5]?.content).toContain('not a JSON object');
    expect(transcript.course).toMatchObject({ ended: 'done', probes: [{ id: 'reality' }, { id: 'why' }] });
  });

  it('answers the calls of its last answer before it asks a probe', async () => {
    const calling = { calls: [call('x', 'cancel', { code: 1 })] };
    const answers = Array.from({ length: 9 }, (_each, index) => ({
      calls: calling.calls.map((each) => ({ ...each, id: `x${index}` })),
    }));
    const transcript = await hold(await serve([...answers, { text: 'A test.' }, { text: 'So.' }]), model);
    expect(violations).toEqual([]);
    expect(transcript.course).toMatchObject({ ended: 'turns', answers: { length: 11 } });
  });

  it.each(['max_tokens', 'refusal'] as const)('asks nothing more after %s', async (stop) => {
    const transcript = await hold(await serve([{ text: 'I will', stop }]), model);
    expect(transcript.course).toMatchObject({ ended: 'cut', answers: { length: 1 }, probes: [] });
    expect(api?.requests).toHaveLength(1);
  });

  it('under the text protocol sends results as text, and no tools', async () => {
    const tagged = { text: 'On it.\n<cancel>\ncode: 7\n</cancel>\n<wipe>\n</wipe>' };
    const transcript = await hold(await serve([tagged]), model, 'text');
    expect(violations).toEqual([]);
    expect(results(transcript).map(({ content }) => content)).toEqual([
      'Cancelled.',
      'Permission denied: you may not use wipe.',
    ]);
    for (const { body } of api?.requests ?? []) expect(body).not.toHaveProperty('tools');
    expect(JSON.stringify(api?.requests[1]?.body)).toContain('<tool_results>');
  });
});

test('Gemini’s signature of a call goes back with it', async () => {
  const extra = { google: { thought_signature: 'c2ln' } };
  api = await startChatApi({
    answer: ({ index }) => {
      if (index > 0) return { message: { text: 'Done.' } };
      const piece = { index: 0, id: 'g', function: { name: 'cancel', arguments: '{"code":1}' }, extra_content: extra };
      return { events: [choice({ tool_calls: [piece] }), choice({}, 'tool_calls'), done] };
    },
  });
  const provider = createChatProvider({ profile: 'google', apiKey: 'k', baseUrl: `${api.url}/v1`, clock: systemClock });
  await hold(provider, 'gemini-3-pro');
  expect(api.requests[1]?.body).toMatchObject({
    messages: [{}, { tool_calls: [{ id: 'g', extra_content: extra }] }, { role: 'tool', tool_call_id: 'g' }],
  });
});

test.each([
  ['anthropic', messagesViolation],
  ['openai', chatViolation],
] as const)('the rules of %s find a call without a result', async (name, violationOf) => {
  const blocks = [{ type: 'call', id: 'a', tool: 'cancel', input: {} }] as const;
  const first = modelRequest({ model: 'm' }).messages;
  const provider = name === 'anthropic' ? await anthropic([]) : await chat([]);
  const tools = [{ name: 'cancel', description: 'Cancel.', inputSchema: { type: 'object', properties: {} } }];
  const ask = { role: 'user', blocks: [{ type: 'text', text: 'Well?' }] } as const;
  const request = modelRequest({ model: 'm', tools, messages: [...first, { role: 'assistant', blocks }, ask] });
  await expect(provider.send(request, { signal: never })).rejects.toMatchObject({ kind: 'invalid_request' });
  expect(violations).toEqual([violationOf(api?.requests[0]?.body)]);
});
