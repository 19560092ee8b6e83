import type { ProviderErrorKind } from '../../../src/core/provider/providerError.ts';
import { lost, refuse, refused, type Fault } from './fault.ts';

const statuses: readonly (readonly [number, ProviderErrorKind])[] = [
  [400, 'invalid_request'],
  [401, 'auth'],
  [402, 'quota'],
  [403, 'permission'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'server'],
  [413, 'too_large'],
  [422, 'invalid_request'],
  [429, 'rate_limited'],
  [500, 'server'],
  [503, 'server'],
  [529, 'overloaded'],
];

const waits: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['in seconds', { 'retry-after': '2' }],
  ['as a date', { 'retry-after': 'Wed, 25 Nov 2037 12:00:00 GMT' }],
  ['in milliseconds', { 'retry-after-ms': '1500' }],
  ['with an exponent', { 'retry-after': '1e3' }],
  ['negative', { 'retry-after': '-5' }],
  ['of 31 years', { 'retry-after': '999999999' }],
  ['in words', { 'retry-after': 'soon' }],
  ['that says nothing', { 'retry-after': '' }],
];

const exhausted = 'You exceeded your current quota: please check your plan and billing details.';

/** The service says no, and says so. */
export const refusals: readonly Fault[] = [
  ...statuses.map(([status, kind]): Fault => ({
    name: `status ${status}`,
    meets: [refused(kind)],
    play: (stage) => refuse(stage, status),
  })),
  ...[502, 504, 520, 524].map((status): Fault => ({
    name: `a gateway's ${status}`,
    meets: [lost('server')],
    play: (stage) => refuse(stage, status),
  })),
  ...waits.map(([how, headers]): Fault => ({
    name: `Retry-After ${how}`,
    meets: [refused('rate_limited')],
    play: (stage) => refuse(stage, 429, 'Slow down.', headers),
  })),
  ...[429, 529].map((status): Fault => ({
    name: `a storm of ${status}`,
    meets: [refused(status === 429 ? 'rate_limited' : 'overloaded')],
    storm: 30,
    play: (stage) => refuse(stage, status),
  })),
  {
    name: 'a quota that is used up',
    meets: [refused('quota')],
    play: (stage) => refuse(stage, 429, exhausted),
  },
  ...[301, 302, 307, 308].map((status): Fault => ({
    name: `a redirect with ${status}`,
    meets: [refused('redirect')],
    play({ response, elsewhere }) {
      response.writeHead(status, { location: `${elsewhere}/v1/messages` });
      response.end();
    },
  })),
  {
    name: 'a page of a gateway',
    meets: [lost('server')],
    play({ response }) {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>Bad gateway</html>');
    },
  },
];
