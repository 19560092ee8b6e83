import { afterEach, describe, expect, it, test } from 'vitest';
import { systemClock } from '../../../src/node/systemClock.ts';
import { createChatProvider } from '../../../src/providers/openaiCompatible/chatProvider.ts';
import { chatViolation, messagesViolation } from '../../support/apiRules.ts';
import { startChatApi } from '../../support/chatApi.ts';
import { choice, done } from '../../support/chatApiEvents.ts';
import { call, hold, mail, results, services, startAnthropic, startChat, type Actor, type Said } from './actors.ts';
import { modelRequest, never } from './requests.ts';

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

let actor: Actor | null = null;
afterEach(async () => {
  await actor?.api.close();
  actor = null;
});

describe.each(services)('a native conversation with %s', (_, model, serve) => {
  it('keeps every rule of the API, whatever the model does', async () => {
    actor = await serve(eventful);
    const transcript = await hold(actor.provider, model);
    expect(actor.violations).toEqual([]);
    expect(actor.api.requests).toHaveLength(8);
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
    actor = await serve([...answers, { text: 'A test.' }, { text: 'So.' }]);
    const transcript = await hold(actor.provider, model);
    expect(actor.violations).toEqual([]);
    expect(transcript.course).toMatchObject({ ended: 'turns', answers: { length: 11 } });
  });

  it.each(['max_tokens', 'refusal'] as const)('asks nothing more after %s', async (stop) => {
    actor = await serve([{ text: 'I will', stop }]);
    const transcript = await hold(actor.provider, model);
    expect(transcript.course).toMatchObject({ ended: 'cut', answers: { length: 1 }, probes: [] });
    expect(actor.api.requests).toHaveLength(1);
  });

  it('under the text protocol sends results as text, and no tools', async () => {
    const tagged = { text: 'On it.\n<cancel>\ncode: 7\n</cancel>\n<wipe>\n</wipe>' };
    actor = await serve([tagged]);
    const transcript = await hold(actor.provider, model, { calls: 'text' });
    expect(actor.violations).toEqual([]);
    expect(results(transcript).map(({ content }) => content)).toEqual([
      'Cancelled.',
      'Permission denied: you may not use wipe.',
    ]);
    for (const { body } of actor.api.requests) expect(body).not.toHaveProperty('tools');
    expect(JSON.stringify(actor.api.requests[1]?.body)).toContain('<tool_results>');
  });
});

test('Gemini’s signature of a call goes back with it', async () => {
  const extra = { google: { thought_signature: 'c2ln' } };
  const api = await startChatApi({
    answer: ({ index }) => {
      if (index > 0) return { message: { text: 'Done.' } };
      const piece = { index: 0, id: 'g', function: { name: 'cancel', arguments: '{"code":1}' }, extra_content: extra };
      return { events: [choice({ tool_calls: [piece] }), choice({}, 'tool_calls'), done] };
    },
  });
  const provider = createChatProvider({ profile: 'google', apiKey: 'k', baseUrl: `${api.url}/v1`, clock: systemClock });
  actor = { provider, api, violations: [] };
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
  actor = name === 'anthropic' ? await startAnthropic([]) : await startChat([]);
  const tools = [{ name: 'cancel', description: 'Cancel.', inputSchema: { type: 'object', properties: {} } }];
  const ask = { role: 'user', blocks: [{ type: 'text', text: 'Well?' }] } as const;
  const request = modelRequest({ model: 'm', tools, messages: [...first, { role: 'assistant', blocks }, ask] });
  await expect(actor.provider.send(request, { signal: never })).rejects.toMatchObject({ kind: 'invalid_request' });
  expect(actor.violations).toEqual([violationOf(actor.api.requests[0]?.body)]);
});
