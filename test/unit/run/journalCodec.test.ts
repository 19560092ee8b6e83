import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/core/run/journal/crc32.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { decodeEvent, encodeEvent } from '../../../src/core/run/journal/journalCodec.ts';

const anyText = fc.string({ unit: 'binary' });
const end: JournalEvent = { type: 'end', reason: 'finished', at: 1 };

const failedWith = (message: string): JournalEvent => ({
  type: 'outcome',
  trial: 't',
  condition: 'c',
  model: 'scripted/demo',
  repetition: 1,
  result: { status: 'failed', error: { kind: 'server', message, status: 500, requestId: null, ambiguous: false } },
  durationMs: 1.5,
  at: 2,
});

describe('crc32', () => {
  it.each([
    ['', '00000000'],
    ['123456789', 'cbf43926'],
  ])('of «%s» is %s', (text, sum) => expect(crc32(text)).toBe(sum));

  it('is that of the UTF-8 bytes, as zlib has it', () => {
    const wellFormed = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(wellFormed, (text) => crc32(text) === zlibCrc32(text).toString(16).padStart(8, '0')));
  });
});

describe('a journal line', () => {
  it('is one line of JSON that any tool reads', () => {
    expect(encodeEvent(end)).toBe('{"type":"end","reason":"finished","at":1,"sum":"445683f9"}');
    expect(JSON.parse(encodeEvent(end))).toEqual({ ...end, sum: '445683f9' });
  });

  it('comes back as it was, whatever a message holds', () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const line = encodeEvent(failedWith(message));
        expect(line).not.toContain('\n');
        expect(decodeEvent(line)).toEqual(failedWith(message));
      }),
    );
  });

  it('is nothing once it is cut anywhere, or one character of it is another', () => {
    const line = encodeEvent(failedWith('The service broke: «ä».'));
    for (let length = 0; length < line.length; length++) expect(decodeEvent(line.slice(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.constantFrom('0', 'x', '"', '}'), (at, other) => {
        fc.pre(line[at] !== other);
        expect(decodeEvent(line.slice(0, at) + other + line.slice(at + 1))).toBeNull();
      }),
    );
  });

  it.each([
    ['another type', { type: 'review', at: 1 }],
    ['a property of every object for a type', { type: 'constructor' }],
    ['no trial', { ...failedWith('x'), trial: undefined }],
    ['a result of no known kind', { ...failedWith('x'), result: { status: 'toString' } }],
    [
      'a transcript without messages',
      { ...failedWith('x'), result: { status: 'completed', actions: 0, transcript: { stop: 'end' } } },
    ],
    ['a list', [1]],
  ])('with a right sum is still nothing when it is %s', (_name, value) => {
    expect(decodeEvent(encodeEvent(value as unknown as JournalEvent))).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(anyText, (line) => decodeEvent(line) === null));
  });
});
