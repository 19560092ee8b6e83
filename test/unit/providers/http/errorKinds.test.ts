import { expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../../src/core/provider/providerError.ts';
import { kindOfAnswer } from '../../../../src/providers/http/errorKinds.ts';

it.each<readonly [number, readonly string[], string, ProviderErrorKind]>([
  [400, ['invalid_request_error'], 'No such field.', 'invalid_request'],
  [400, [], 'API key not valid. Please pass a valid API key.', 'auth'],
  [400, [], 'Incorrect API key provided', 'auth'],
  [400, ['context_length_exceeded'], 'This model reads 128000 tokens.', 'too_large'],
  [402, [], 'Insufficient credits', 'quota'],
  [403, [], 'Not for this key.', 'permission'],
  [404, ['model_not_found'], 'There is no such model.', 'not_found'],
  [422, [], 'Unprocessable', 'invalid_request'],
  [429, ['rate_limit_exceeded', 'requests'], 'Slow down.', 'rate_limited'],
  [429, ['insufficient_quota', 'insufficient_quota'], 'No.', 'quota'],
  [429, [], 'You exceeded your current quota, please check your plan and billing details.', 'quota'],
  [429, [], 'You exceeded your current quota: 10 requests a minute. Please retry in 34.07s.', 'rate_limited'],
  [500, ['invalid_request_error'], 'Sorry.', 'server'],
  [500, ['server_error'], 'Sorry.', 'server'],
  [503, ['overloaded_error'], 'Busy.', 'overloaded'],
  [307, [], '', 'redirect'],
])('%i %j «%s» is %s', (status, labels, words, kind) => {
  expect(kindOfAnswer(status, labels, words)).toBe(kind);
});
