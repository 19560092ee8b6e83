import { expect, it } from 'vitest';
import { retryAfterMs, retryInWordsMs } from '../../../../src/providers/http/retryAfter.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

it.each<readonly [Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Mon, 23 Nov 2026 10:00:20 GMT' }, 20_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9000],
  [{ 'retry-after': '86400' }, 60_000],
  [{ 'retry-after': '1e3' }, null],
  [{ 'retry-after': '0x10' }, null],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': 'Infinity' }, null],
  [{ 'retry-after': '2026-11-23' }, null],
  [{ 'retry-after': '' }, null],
])('%j is %j ms', (headers, wait) => {
  expect(retryAfterMs(new Headers(headers), now)).toBe(wait);
});

it.each<readonly [string, number | null]>([
  ['Please retry in 34.07s.', 34_070],
  ['Please retry in 7 s', 7000],
  ['Please retry in 86400s.', 60_000],
  ['Please retry in 1e3s.', null],
  ['Please retry in a minute.', null],
])('«%s» is %j ms', (words, wait) => {
  expect(retryInWordsMs(words)).toBe(wait);
});
