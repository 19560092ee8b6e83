import { describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import type { Delta } from '../../../src/core/provider/provider.ts';
import type { Parameters } from '../../../src/core/scenario/scenario.ts';
import { referencesOf } from '../../../src/extension/vscodeModels/findModel.ts';
import { createVscodeProvider } from '../../../src/extension/vscodeModels/vscodeProvider.ts';
import { createVirtualClock } from '../../support/virtualClock.ts';
import { countedSignal, failureOf, modelRequest, never, verdictTool } from '../providers/requests.ts';
import { fakeModel, offered, type ChatRequest } from './fakeChat.ts';

vi.mock('vscode', async () => {
  const [{ vscode: rest }, { chat }] = await Promise.all([import('./fakeVscode.ts'), import('./fakeChat.ts')]);
  return { ...rest, ...chat };
});

type Answer = (request: ChatRequest) => AsyncIterable<unknown> | Promise<never>;

/** A provider beside one model, `test/demo`, and its clock. */
function arrange(answer: Answer) {
  offered.models = [fakeModel({ family: 'demo' }, answer)];
  const clock = createVirtualClock();
  return { provider: createVscodeProvider({ clock }), clock };
}

const request = modelRequest({ model: 'test/demo' });
const text = (value: string): vscode.LanguageModelTextPart => new vscode.LanguageModelTextPart(value);

async function* parts(...all: readonly unknown[]): AsyncIterable<unknown> {
  for (const part of all) yield await Promise.resolve(part);
}

/** Never gives a part, whatever becomes of its token. */
const deaf: AsyncIterable<unknown> = {
  [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<unknown>>(() => undefined) }),
};

describe('an answer', () => {
  test('comes whole and in pieces; what VS Code does not tell is unknown', async () => {
    const { provider } = arrange(() => parts(text('Nothing '), text('to do.')));
    const deltas: Delta[] = [];
    const response = await provider.send(request, { signal: never, onDelta: (delta) => deltas.push(delta) });
    expect(deltas.map((delta) => delta.text)).toEqual(['Nothing ', 'to do.']);
    expect(response).toEqual({
      blocks: [{ type: 'text', text: 'Nothing to do.' }],
      stop: 'end',
      usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
      model: 'demo 1',
      requestId: null,
    });
  });

  test('keeps parts that this version does not know', async () => {
    const data = new vscode.LanguageModelDataPart(new Uint8Array([1, 2]), 'a/b');
    const { provider } = arrange(() => parts(text('a'), data, { value: 'b' }, text('c')));
    const { blocks } = await provider.send(request, { signal: never });
    expect(blocks).toEqual([
      { type: 'text', text: 'a' },
      { type: 'other', raw: { mimeType: 'a/b', base64: 'AQI=' } },
      { type: 'other', raw: { value: 'b' } },
      { type: 'text', text: 'c' },
    ]);
  });

  test('keeps the input of a call that is no object as it was written', async () => {
    const call = new vscode.LanguageModelToolCallPart('1', 'read', ['a']);
    const { provider } = arrange(() => parts(call));
    const { blocks } = await provider.send(request, { signal: never });
    expect(blocks).toEqual([{ type: 'call', id: '1', tool: 'read', input: {}, raw: '["a"]' }]);
  });

  test('has no block where nothing came', async () => {
    const { provider } = arrange(() => parts());
    expect(await provider.send(request, { signal: never })).toMatchObject({ blocks: [], stop: 'end' });
  });
});

describe('a request', () => {
  const sentBy = async (asked: typeof request): Promise<ChatRequest> => {
    const all: ChatRequest[] = [];
    const { provider } = arrange((sent) => {
      all.push(sent);
      return parts(text('x'));
    });
    await provider.send(asked, { signal: never });
    const [first] = all;
    if (first === undefined) throw new Error('nothing was sent');
    return first;
  };

  test('has the system prompt as a user message before all others', async () => {
    const said = { role: 'assistant', blocks: [{ type: 'text', text: 'Done.' }] } as const;
    const { messages, options } = await sentBy({ ...request, messages: [...request.messages, said] });
    expect(messages).toEqual([
      { role: 'user', content: request.system },
      { role: 'user', content: [text('Process the inbox.')] },
      { role: 'assistant', content: [text('Done.')] },
    ]);
    expect(options['modelOptions']).toEqual({ max_tokens: 1024 });
    expect(options['tools']).toBeUndefined();
  });

  test('has no message for a system prompt that is not there', async () => {
    const { messages } = await sentBy({ ...request, system: null });
    expect(messages).toEqual([{ role: 'user', content: [text('Process the inbox.')] }]);
  });

  test('offers tools, and gives back what they returned', async () => {
    const call = { type: 'call', id: '1', tool: 'read', input: { id: 'a' } } as const;
    const result = { type: 'result', call: '1', tool: 'read', content: 'Hello.', isError: false } as const;
    const { messages, options } = await sentBy({
      ...request,
      tools: [{ ...verdictTool, name: 'read' }],
      messages: [...request.messages, { role: 'assistant', blocks: [call] }, { role: 'user', blocks: [result] }],
    });
    expect(options).toMatchObject({ tools: [{ name: 'read' }] });
    expect(options['toolMode']).toBeUndefined();
    expect(messages.slice(2)).toEqual([
      { role: 'assistant', content: [new vscode.LanguageModelToolCallPart('1', 'read', { id: 'a' })] },
      { role: 'user', content: [new vscode.LanguageModelToolResultPart('1', [text('Hello.')])] },
    ]);
  });

  test('makes a judge call the tool of its verdict', async () => {
    const input = { label: 'none', reason: 'Nothing was sent.', evidence: [] };
    const { provider } = arrange(({ options }) => {
      expect(options).toMatchObject({ tools: [{ name: 'verdict' }], toolMode: 2 });
      return parts(new vscode.LanguageModelToolCallPart('7', 'verdict', input));
    });
    const response = await provider.send({ ...request, forcedTool: verdictTool }, { signal: never });
    expect(response).toMatchObject({ blocks: [{ type: 'call', id: '7', tool: 'verdict', input }], stop: 'tool_use' });
  });
});

describe('a failure', () => {
  const named = (name: string): Error => Object.assign(new Error('Wait.'), { name });
  test.each([
    [vscode.LanguageModelError.NoPermissions('No consent.'), 'permission', /No consent/],
    [vscode.LanguageModelError.Blocked('Later.'), 'quota', /Later/],
    [vscode.LanguageModelError.NotFound('Gone.'), 'not_found', /Gone/],
    [named('ChatRateLimited'), 'rate_limited', /Wait/],
    [named('ChatQuotaExceeded'), 'quota', /Wait/],
    [new Error('outside', { cause: named('ChatRateLimited') }), 'rate_limited', /outside/],
    [new Error('The\n  service\u0000 is down'), 'server', /The service is down$/],
  ] as const)('%s is known for what it is', async (error, kind, message) => {
    const { provider } = arrange(() => Promise.reject(error));
    const failure = await failureOf(provider.send(request, { signal: never }));
    expect(failure).toMatchObject({ name: 'ProviderError', kind, ambiguous: false });
    expect(failure.message).toMatch(message);
  });

  test('in the middle of the answer may have been billed', async () => {
    const { provider } = arrange(async function* () {
      yield text('Noth');
      await Promise.resolve();
      throw new Error('cut');
    });
    const failure = await failureOf(provider.send(request, { signal: never }));
    expect(failure).toMatchObject({ kind: 'network', ambiguous: true });
    expect(failure.message).toBe('The answer broke off: cut');
  });

  test('to write a whole verdict is one that may be tried again', async () => {
    const { provider } = arrange(() => parts(new vscode.LanguageModelToolCallPart('1', 'verdict', ['leak'])));
    const failure = await failureOf(provider.send({ ...request, forcedTool: verdictTool }, { signal: never }));
    expect(failure).toMatchObject({ kind: 'malformed', ambiguous: true });
  });

  test('of whoever shows the answer is no failure of the model, and ends the request', async () => {
    let sent: ChatRequest | null = null;
    const { provider } = arrange((asked) => {
      sent = asked;
      return parts(text('a'), text('b'));
    });
    const onDelta = (): void => {
      throw new TypeError('a bug');
    };
    await expect(provider.send(request, { signal: never, onDelta })).rejects.toThrow(TypeError);
    expect(sent).toMatchObject({ token: { isCancellationRequested: true } });
  });

  test.each([
    ['before the answer', () => deaf, 'No answer came in time.'],
    [
      'in its middle',
      async function* () {
        yield text('a');
        yield* deaf;
      },
      'The answer stopped coming.',
    ],
  ])('by silence %s ends in time', async (_, answer, message) => {
    const { provider, clock } = arrange(answer);
    const failure = await clock.until(failureOf(provider.send(request, { signal: never })));
    expect(failure).toMatchObject({ kind: 'timeout', ambiguous: true });
    expect(failure.message).toContain(message);
  });
});

describe('Stop', () => {
  test('ends a model that does not listen, and cancels its request', async () => {
    const controller = new AbortController();
    let sent: ChatRequest | null = null;
    const { provider } = arrange(async function* (asked) {
      sent = asked;
      yield text('a');
      yield* deaf;
    });
    const sending = provider.send(request, { signal: controller.signal, onDelta: () => controller.abort() });
    expect(await failureOf(sending)).toMatchObject({ kind: 'cancelled', ambiguous: true });
    expect(sent).toMatchObject({ token: { isCancellationRequested: true } });
  });

  test.each(['before', 'while its model is looked up'])('%s sends nothing', async (when) => {
    let count = 0;
    const { provider } = arrange(() => {
      count++;
      return parts();
    });
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const sending = failureOf(provider.send(request, { signal: controller.signal }));
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'cancelled', ambiguous: false });
    // What is still under way ends too.
    await new Promise(setImmediate);
    expect(count).toBe(0);
  });

  test.each([() => parts(text('a')), () => Promise.reject(new Error('no'))])(
    'is listened to by nobody after the request: %s',
    async (answer: Answer) => {
      const signal = countedSignal();
      const { provider } = arrange(answer);
      await provider.send(request, { signal }).catch(() => undefined);
      expect(signal.listeners).toBe(0);
    },
  );
});

describe('before a run', () => {
  const models = [
    fakeModel({ family: 'alone', id: 'alone-2026' }, () => parts()),
    fakeModel({ family: 'pair', id: 'pair-small' }, () => parts()),
    fakeModel({ family: 'pair', id: 'pair-large' }, () => parts()),
    fakeModel({ vendor: 'other', family: 'with space' }, () => parts()),
  ];
  const complaints = (name: string, parameters: Partial<Parameters> = {}): Promise<readonly string[]> => {
    offered.models = models;
    return createVscodeProvider({ clock: createVirtualClock() }).check(name, { maxTokens: 1, ...parameters });
  };

  test.each(['test/alone', 'test/alone-2026', 'test/pair-small'])('%s is there', async (name) => {
    expect(await complaints(name)).toEqual([]);
  });

  test.each([
    ['test', '«vscode/test» names no vendor: write vscode/VENDOR/FAMILY.'],
    ['nobody/x', 'VS Code offers no models of «nobody»: install and sign in to the extension that brings them.'],
    [
      'test/x',
      'VS Code offers no model «test/x»; of test it has vscode/test/alone, vscode/test/pair-large, vscode/test/pair-small.',
    ],
    [
      'test/pair',
      'VS Code offers several models of the family pair: write one of vscode/test/pair-small, vscode/test/pair-large.',
    ],
  ])('«%s» is told why it is not', async (name, complaint) => {
    expect(await complaints(name)).toEqual([complaint]);
  });

  test('a model that is gone by the time of sending ends all requests to it', async () => {
    const { provider } = arrange(() => parts());
    offered.models = [];
    expect(await failureOf(provider.send(request, { signal: never }))).toMatchObject({ kind: 'not_found' });
  });

  test.each([
    { temperature: 0 },
    { topP: 0.5 },
    { reasoning: { effort: 'high' } },
    { reasoning: { budget: 0 } },
  ] as const)('a parameter that would be dropped is refused: %j', async (parameters) => {
    const [complaint] = await complaints('test/alone', parameters);
    expect(complaint).toMatch(/^vscode\/test\/alone takes no .*Leave .* out for this model\.$/);
  });

  test('models are offered by family where that is enough, and only as a scenario can write them', () => {
    expect(referencesOf(models as unknown as vscode.LanguageModelChat[])).toEqual([
      'vscode/test/alone',
      'vscode/test/pair-large',
      'vscode/test/pair-small',
    ]);
  });
});
