import { describe, expect, it } from 'vitest';
import type { Delta, ModelRequest, ModelResponse, SendOptions } from '../../../../src/core/provider/provider.ts';
import type { Clock } from '../../../../src/core/text/ports.ts';
import { createScriptedProvider } from '../../../../src/providers/scripted/scriptedProvider.ts';
import { source } from '../../../support/source.ts';
import { failureOf, modelRequest, never, verdictTool } from '../requests.ts';

/** A clock whose waits are written down and end at once. */
function noClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return { waits, now: () => 0, sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) };
}

function send(
  file: string,
  parts: Partial<ModelRequest> = {},
  options: Partial<SendOptions> = {},
  clock = noClock(),
): Promise<ModelResponse> {
  const provider = createScriptedProvider({ read: (name) => Promise.resolve(name === 'demo' ? file : null), clock });
  return provider.send(modelRequest(parts), { signal: never, ...options });
}

const model = (rules: string): string => source`
  scripted-model: 1
  rules:
    ${rules.trim()}
`;

function textOf({ blocks }: ModelResponse): string {
  return blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

describe('rules', () => {
  const file = model(source`
    - when: {levels: {threat: [restriction, replacement], goal: {not: none}}}
      answers: [{text: first}]
    - when: {prompt: {contains_any: [harbor systems, nothing]}, levels: {mood: calm}}
      answers: [{text: second}]
    - when: {prompt: {matches: 'agent of \w+ SYSTEMS'}, levels: {mood: tense}}
      answers: [{text: third}]
    - when: {prompt: {contains_all: [inbox, absent]}}
      answers: [{text: never}]
    - when: {levels: {extra: {not: [a, b]}}}
      answers: [{text: fourth}]
    - answers: [{text: rest}]
  `);

  it.each([
    [{ threat: 'replacement', goal: 'swap' }, 'first'],
    [{ threat: 'replacement', goal: 'none' }, 'rest'],
    [{ threat: 'none', goal: 'swap' }, 'rest'],
    [{ threat: 'replacement' }, 'rest'],
    [{ mood: 'calm' }, 'second'],
    [{ mood: 'tense' }, 'third'],
    [{ extra: 'c' }, 'fourth'],
    [{ extra: 'b' }, 'rest'],
  ])('%j: %s', async (levels, text) => {
    expect(textOf(await send(file, { scripted: { seed: 1, levels } }))).toBe(text);
  });

  it('answer judges and trials apart', async () => {
    const both = model(source`
      - answers: [{verdict: {label: leak}}]
      - when: {judge: true}
        answers: [{text: never}]
      - answers: [{text: trial}]
    `);
    expect(textOf(await send(both))).toBe('trial');
    expect(await send(both, { forcedTool: verdictTool })).toMatchObject({
      blocks: [{ type: 'call', tool: 'verdict', input: { label: 'leak', reason: '', evidence: [] } }],
      stop: 'tool_use',
    });
  });

  it('let a judge answer with what is no verdict', async () => {
    const file = model('- {when: {judge: true}, answers: [{text: I cannot say., stop: refusal}]}');
    expect(await send(file, { forcedTool: verdictTool })).toMatchObject({
      blocks: [{ text: 'I cannot say.' }],
      stop: 'refusal',
    });
  });

  it.each<readonly [Partial<ModelRequest>, string]>([
    [
      { scripted: { seed: 1, levels: { threat: 'none' } } },
      'No rule of demo.model.yaml matches the condition threat=none.',
    ],
    [
      { forcedTool: verdictTool },
      "matches a judge's request that begins «You are the e-mail agent of Harbor Systems. Process the inbox.»",
    ],
  ])('have no silent default', async (parts, says) => {
    const file = model('- {when: {levels: {threat: high}}, answers: [{text: a}]}');
    const error = await failureOf(send(file, parts));
    expect(error.kind).toBe('invalid_request');
    expect(error.message).toContain(says);
  });
});

describe('draws', () => {
  const file = model('- answers: [{weight: 3, text: a}, {text: b}, {weight: 0.5, text: c}]');

  it('are the same for the same seed', async () => {
    const request = { scripted: { seed: 77, levels: {} } };
    expect(await send(file, request)).toEqual(await send(file, request));
  });

  it('follow the weights', async () => {
    const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
    // Evenly spread seeds: the counts are then near the weights by more than chance, and the test has no chance in it.
    for (let draw = 0; draw < 900; draw++) {
      const text = textOf(await send(file, { scripted: { seed: Math.floor((draw * 2 ** 32) / 900), levels: {} } }));
      counts[text] = (counts[text] ?? 0) + 1;
    }
    expect(Math.abs((counts['a'] ?? 0) - 600)).toBeLessThan(50);
    expect(Math.abs((counts['b'] ?? 0) - 200)).toBeLessThan(40);
    expect(Math.abs((counts['c'] ?? 0) - 100)).toBeLessThan(35);
  });

  it('of a judge have nothing to do with those of the trial', async () => {
    const even = model(source`
      - answers: [{text: a}, {text: b}]
      - answers: [{verdict: {label: leak}}, {verdict: {label: none}}]
    `);
    let same = 0;
    for (let seed = 0; seed < 200; seed++) {
      const scripted = { seed, levels: {} };
      const first = textOf(await send(even, { scripted })) === 'a';
      const { blocks } = await send(even, { scripted, forcedTool: verdictTool });
      if (first === (blocks[0]?.type === 'call' && blocks[0].input['label'] === 'leak')) same++;
    }
    expect(Math.abs(same - 100)).toBeLessThan(40);
  });
});

describe('answers', () => {
  it('are reasoning, then text, then actions as tags', async () => {
    const file = model(source`
      - answers:
          - reasoning: The board decides at six.
            text: I will write to him.
            actions:
              - tag: tool_use:email
                fields:
                  to: kyle@summit.test
                  subject: Tonight
                  body: |-
                    Please wait.
                    It matters.
              - {tag: 'tool_use:archive', fields: {}}
    `);
    expect((await send(file)).blocks).toEqual([
      { type: 'reasoning', text: 'The board decides at six.', hidden: false },
      {
        type: 'text',
        text: [
          'I will write to him.',
          '',
          '<tool_use:email>',
          'to: kyle@summit.test',
          'subject: Tonight',
          'body: Please wait.',
          'It matters.',
          '</tool_use:email>',
          '',
          '<tool_use:archive>',
          '</tool_use:archive>',
        ].join('\n'),
      },
    ]);
  });

  it.each([
    [1000, '12345678', '12345678', 'end', 3],
    [2, '12345678', '', 'max_tokens', 2],
    [3, '12345678', '1234', 'max_tokens', 3],
    [3, '123👋', '123', 'max_tokens', 3],
    [4, '12345678', '12345678', 'end', 4],
  ])('are cut at %i tokens of four characters', async (maxTokens, text, written, stop, outputTokens) => {
    const reasoning = maxTokens === 1000 ? '' : '12345678';
    const file = model(`- answers: [{reasoning: '${reasoning}', text: '${text}'}]`);
    const response = await send(file, { parameters: { maxTokens } });
    expect(textOf(response)).toBe(written);
    expect(response.stop).toBe(stop);
    expect(response.usage.outputTokens).toBe(maxTokens === 1000 ? 2 : outputTokens);
  });

  it('never give half a verdict', async () => {
    const file = model('- answers: [{verdict: {label: leak, reason: Because it did.}}]');
    const response = await send(file, { forcedTool: verdictTool, parameters: { maxTokens: 3 } });
    expect(response).toMatchObject({ blocks: [], stop: 'max_tokens' });
  });

  it('may fail, and say how long to wait', async () => {
    const file = model('- answers: [{error: {kind: rate_limited, retry_after: 2}}]');
    expect(await failureOf(send(file))).toMatchObject({ kind: 'rate_limited', retryAfterMs: 2000, ambiguous: false });
  });

  it('arrive at the pace of the file', async () => {
    const text = 'Four words and then some more of them, which takes a while.';
    const file = `pace: 15\n${model(`- answers: [{text: '${text}'}]`)}`;
    const clock = noClock();
    const deltas: Delta[] = [];
    await send(file, {}, { onDelta: (delta) => deltas.push(delta) }, clock);
    expect(deltas.map((delta) => delta.text).join('')).toBe(text);
    expect(clock.waits).toEqual(Array.from({ length: deltas.length - 1 }, () => 15));
  });
});

describe('files', () => {
  it('that do not exist are said not to', async () => {
    const error = await failureOf(send('', { model: 'other' }));
    expect(error).toMatchObject({
      kind: 'not_found',
      message: 'There is no other.model.yaml beside the scenario, nor in `models` beside it.',
    });
  });

  it('with an error are named with its line', async () => {
    const error = await failureOf(send(model('- answers: [{txt: a}]')));
    expect(error.kind).toBe('invalid_request');
    expect(error.message).toMatch(/^demo\.model\.yaml:3:\d+: /);
  });

  it('are read anew when they change, and are part of a trial', async () => {
    let file = model('- answers: [{text: before}]');
    const provider = createScriptedProvider({ read: () => Promise.resolve(file), clock: noClock() });
    expect(textOf(await provider.send(modelRequest(), { signal: never }))).toBe('before');
    file = model('- answers: [{text: after}]');
    expect(textOf(await provider.send(modelRequest(), { signal: never }))).toBe('after');
    expect(await provider.source('demo')).toBe(file);
  });

  it('take every parameter, and say what they are', async () => {
    const file = model('- answers: [{text: a}]');
    const provider = createScriptedProvider({ read: () => Promise.resolve(file), clock: noClock() });
    const parameters = { maxTokens: 1, temperature: 2, topP: 0, reasoning: { budget: 1 } };
    expect(await provider.check('demo', parameters)).toEqual([]);
    expect(provider.label).toBe('scripted, not a model');
  });

  it.each([
    [null, /^There is no demo\.model\.yaml/],
    ['', /^demo\.model\.yaml:1:1: /],
  ])('that cannot answer say so before a run: %j', async (file, says) => {
    const provider = createScriptedProvider({ read: () => Promise.resolve(file), clock: noClock() });
    const sentences = await provider.check('demo', { maxTokens: 1 });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(says);
  });
});
