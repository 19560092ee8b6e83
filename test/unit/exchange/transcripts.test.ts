import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTranscriptLine } from '../../../src/exchange/transcripts/importedTranscript.ts';
import { planImport } from '../../../src/exchange/transcripts/importPlan.ts';
import { writtenTarget } from '../../../src/exchange/transcripts/importTarget.ts';
import { Refusal } from '../../../src/exchange/transcripts/refusal.ts';
import { surveyTranscripts } from '../../../src/exchange/transcripts/survey.ts';
import { sha256 } from '../../../src/node/sha256.ts';

const read = (line: unknown) => readTranscriptLine(JSON.stringify(line));

async function* linesOf(texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

describe('a line of transcripts', () => {
  it('is messages as Chat Completions write them', () => {
    const { prompt, messages } = read({
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: [{ type: 'text', text: 'U' }] },
        {
          role: 'assistant',
          content: null,
          reasoning_content: 'R',
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'send', arguments: '{"to":"a@b.test"}' } },
            { id: 'c2', type: 'function', function: { name: 'send', arguments: '{' } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'ok' },
        { role: 'tool', tool_call_id: 'c2', content: 'no' },
        { role: 'assistant', content: 'Done.' },
      ],
    });
    expect(prompt).toEqual({ system: 'S', user: 'U' });
    expect(messages).toEqual([
      {
        role: 'assistant',
        blocks: [
          { type: 'reasoning', text: 'R', hidden: false },
          { type: 'call', id: 'c1', tool: 'send', input: { to: 'a@b.test' } },
          { type: 'call', id: 'c2', tool: 'send', input: {}, raw: '{' },
        ],
      },
      {
        role: 'user',
        blocks: [
          { type: 'result', call: 'c1', tool: 'send', content: 'ok', isError: false },
          { type: 'result', call: 'c2', tool: 'send', content: 'no', isError: false },
        ],
      },
      { role: 'assistant', blocks: [{ type: 'text', text: 'Done.' }] },
    ]);
  });

  it('is messages as the Messages API writes them', () => {
    const { messages } = read({
      messages: [
        { role: 'user', content: 'U' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'T', signature: 'x' },
            { type: 'redacted_thinking', data: 'x' },
            { type: 'tool_use', id: 't1', name: 'list', input: {} },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'E', is_error: true }] },
      ],
    });
    expect(messages.flatMap(({ blocks }) => blocks)).toEqual([
      { type: 'reasoning', text: 'T', hidden: false },
      { type: 'reasoning', text: '', hidden: true },
      { type: 'call', id: 't1', tool: 'list', input: {} },
      { type: 'result', call: 't1', tool: 'list', content: 'E', isError: true },
    ]);
  });

  it('is a response with its reasoning', () => {
    expect(read({ response: 'A', reasoning: 'R', id: 7, model: 'm', note: 1 })).toMatchObject({
      id: '7',
      model: 'imported/m',
      prompt: null,
      unread: ['note'],
      messages: [
        {
          role: 'assistant',
          blocks: [
            { type: 'reasoning', text: 'R' },
            { type: 'text', text: 'A' },
          ],
        },
      ],
    });
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['a list', [], /not a JSON object/],
    ['nothing', {}, /either `messages` or `response`/],
    ['both', { messages: [], response: '' }, /either `messages` or `response`/],
    ['no answer', { messages: [{ role: 'user', content: 'U' }] }, /no answer/],
    [
      'another role',
      {
        messages: [
          { role: 'assistant', content: 'A' },
          { role: 'bot', content: '' },
        ],
      },
      /message 2 has the role "bot"/,
    ],
    [
      'another part',
      { messages: [{ role: 'assistant', content: [{ type: 'image' }] }] },
      /message 1 has a part of the type "image"/,
    ],
    ['a number', { response: 1 }, /`response` is not a text/],
    ['levels that are no texts', { response: '', levels: { a: 1 } }, /`levels` is not a map of texts/],
    ['another stop', { response: '', stop: 'length' }, /`stop` is none of end, max_tokens/],
    ['a model with a space', { response: '', model: 'a b' }, /`model` is not a name/],
  ])('%s is refused in words', (_, line, says) => {
    expect(() => read(line)).toThrow(says);
  });

  it('is read or refused, whatever it is', () => {
    const messages = fc.array(
      fc.record({ role: fc.constantFrom('user', 'assistant', 'tool', 1), content: fc.anything() }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ messages }), fc.record({ response: fc.string() })), (value) => {
        try {
          expect(read(value).messages.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});

describe('the scenario that is written', () => {
  it('sends what the lines say was sent, character by character', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((each) => !/[\0\p{Cc}]/u.test(each.replaceAll('\n', '')));
    // A system prompt of white space alone is none, and is not sent.
    const said = text.filter((each) => each.trim() !== '');
    const prompt = fc.record({
      system: fc.oneof(said, fc.constant('')),
      prompt: fc.oneof(said, fc.constantFrom('{{a}}', ' x\n\n', '\\{{b}}', '#\n- a: b')),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(prompt, { selector: (each) => JSON.stringify(each), minLength: 1, maxLength: 4 }),
        async (prompts) => {
          const lines = prompts.map((each) => JSON.stringify({ ...each, response: 'A' }));
          const survey = await surveyTranscripts(linesOf(lines), null);
          const means = { createdAt: '2026-11-23T12:00:00.000Z', scenarist: '0.1.0', source: 'a.jsonl', hash: sha256 };
          const plan = planImport(survey, writtenTarget('a.jsonl', survey, sha256), means);
          const kept = [];
          for await (const event of plan.events(linesOf(lines)))
            if (event.type === 'outcome' && event.result.status === 'completed')
              kept.push(event.result.transcript.messages.map(({ role }) => role));
          // What a condition does not send would begin the transcript.
          expect(kept).toEqual(prompts.map(() => ['assistant']));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps conditions apart by their levels, with the same prompt too, and adds a factor only where levels do not tell prompts apart', async () => {
    const conditionsOf = async (...lines: readonly object[]) => {
      const texts = lines.map((line) => JSON.stringify({ response: 'A', ...line }));
      const survey = await surveyTranscripts(linesOf(texts), null);
      return writtenTarget('a.jsonl', survey, sha256).conditions.map(({ levels }) => levels);
    };
    const [low, high] = [{ threat: 'low' }, { threat: 'high' }];
    const same = [
      { levels: low, prompt: 'P' },
      { levels: high, prompt: 'P' },
      { levels: high, prompt: 'P' },
    ];
    expect(await conditionsOf(...same)).toEqual([low, high]);
    expect(await conditionsOf({ levels: low, prompt: 'P' }, { levels: high, prompt: 'Q' })).toEqual([low, high]);
    expect(await conditionsOf({ levels: low }, { levels: high })).toEqual([low, high]);
    expect(await conditionsOf(...same, { levels: low, prompt: 'Q' })).toEqual([
      { ...low, prompt: 'p1' },
      { ...high, prompt: 'p1' },
      { ...low, prompt: 'p2' },
    ]);
  });
});
