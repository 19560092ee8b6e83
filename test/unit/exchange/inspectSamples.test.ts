import { describe, expect, it } from 'vitest';
import { readTranscriptLine } from '../../../src/exchange/transcripts/importedTranscript.ts';
import { inspectSamples } from '../../../src/exchange/transcripts/inspectSamples.ts';
import { Refusal } from '../../../src/exchange/transcripts/refusal.ts';

const logOf = (...samples: readonly object[]): string =>
  JSON.stringify({ version: 2, status: 'success', eval: { model: 'openai/gpt' }, samples });

const answered = (stop: string) => ({ choices: [{ stop_reason: stop, message: {} }] });
const sample = {
  id: 7,
  epoch: 1,
  metadata: { levels: 3 },
  output: answered('stop'),
  attachments: { a1: 'A long text.' },
  messages: [
    { role: 'system', content: 'S' },
    { role: 'user', content: 'attachment://a1' },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', reasoning: 'I look.', redacted: false },
        { type: 'reasoning', reasoning: 'c2VjcmV0', redacted: true, summary: 'It looks.' },
        { type: 'reasoning', reasoning: 'c2VjcmV0', redacted: true },
        { type: 'text', text: 'Now.' },
      ],
      tool_calls: [{ id: 'c1', type: 'function', function: 'read', arguments: { path: 'x' } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: '', error: { type: 'permission', message: 'Not allowed.' } },
    { role: 'assistant', content: 'Done.' },
  ],
};

describe('a log of Inspect', () => {
  it('gives a transcript for each sample, with reasoning that people can read, calls and what tools answered', () => {
    const { lines, leftOut } = inspectSamples(logOf(sample));
    expect(leftOut.size).toBe(0);
    expect(lines.map(readTranscriptLine)).toEqual([
      {
        id: '7',
        model: 'imported/openai/gpt',
        levels: {},
        labels: {},
        stop: 'end',
        unread: [],
        prompt: { system: 'S', user: 'A long text.' },
        messages: [
          {
            role: 'assistant',
            blocks: [
              { type: 'reasoning', text: 'I look.', hidden: false },
              { type: 'reasoning', text: 'It looks.', hidden: false },
              { type: 'reasoning', text: '', hidden: true },
              { type: 'text', text: 'Now.' },
              { type: 'call', id: 'c1', tool: 'read', input: { path: 'x' } },
            ],
          },
          {
            role: 'user',
            blocks: [{ type: 'result', call: 'c1', tool: 'read', content: 'Not allowed.', isError: true }],
          },
          { role: 'assistant', blocks: [{ type: 'text', text: 'Done.' }] },
        ],
      },
    ]);
  });

  it('tells epochs apart, and why a model stopped', () => {
    const stops = ['stop', 'max_tokens', 'model_length', 'tool_calls', 'content_filter', 'unknown', 'new'];
    const samples = stops.map((stop, index) => ({ ...sample, epoch: index + 1, output: answered(stop) }));
    const read = inspectSamples(logOf(...samples)).lines.map(readTranscriptLine);
    expect(read.map(({ stop }) => stop)).toEqual([
      'end',
      'max_tokens',
      'max_tokens',
      'tool_use',
      'filtered',
      'other',
      'other',
    ]);
    expect(read[1]?.id).toBe('7, epoch 2');
  });

  it('leaves out what is no whole transcript, counts it by its reason, and keeps the numbers of the others', () => {
    const { lines, leftOut } = inspectSamples(
      logOf(
        { ...sample, error: { message: 'timeout' } },
        { ...sample, messages: sample.messages.slice(0, 2) },
        { ...sample, messages: [...sample.messages, { role: 'user', content: [{ type: 'image', image: 'x' }] }] },
        sample,
      ),
    );
    expect(lines.map((line) => line !== '')).toEqual([false, false, false, true]);
    expect([...leftOut]).toEqual([
      ['ended in an error', 1],
      ['has no answer', 1],
      ['has a part that is no text (image)', 1],
    ]);
  });

  it.each([
    ['in the format of Inspect alone', 'PK\u0003\u0004', 'in Inspect’s own format: write it with `inspect log dump'],
    ['broken', '{"eval":', 'it is not JSON'],
    ['of something else', '[]', 'it is no log of Inspect'],
    ['without samples', '{"eval":{}}', 'it is a log without samples'],
  ])('%s is refused with what to do', (_, text, says) => {
    expect(() => inspectSamples(text)).toThrow(Refusal);
    expect(() => inspectSamples(text)).toThrow(says);
  });
});
