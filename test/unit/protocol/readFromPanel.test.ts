import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FromPanel } from '../../../src/protocol/messages.ts';
import { readFromPanel } from '../../../src/protocol/readFromPanel.ts';

const trial = 'a'.repeat(64);
const getTrials = { type: 'getTrials', request: 1, run: '2026-03-02-1', filter: {}, offset: 0, limit: 100 } as const;

const good: readonly FromPanel[] = [
  { type: 'ready' },
  { type: 'openScenario' },
  { type: 'run' },
  { type: 'stop' },
  getTrials,
  {
    ...getTrials,
    filter: { condition: '0a1b2c3d4e', model: 'anthropic/claude-opus-5-5', classifier: 'leak', verdict: 'excluded' },
  },
  { type: 'openTrial', run: 'r1', trial },
  { type: 'openTrial', run: 'r1', trial: null },
  { type: 'previewPrompt', run: 'r1', condition: '0a1b2c3d4e' },
  { type: 'revealRule', run: 'r1', pointer: '/classifiers/0/gate/any/1' },
  { type: 'revealRule', run: 'r1', pointer: '' },
  { type: 'setKey', profile: 'anthropic' },
  { type: 'manageTrust' },
  { type: 'showProblems' },
];

const bad: readonly (readonly [name: string, value: unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a string', 'run'],
  ['a list', [{ type: 'run' }]],
  ['no type', {}],
  ['an unknown type', { type: 'delete' }],
  ['a name that every object has', { type: 'constructor' }],
  ['a prototype', { type: '__proto__' }],
  ['a missing field', { type: 'setKey' }],
  ['an inherited field', Object.assign(Object.create({ profile: 'anthropic' }) as object, { type: 'setKey' })],
  ['a field of another type', { type: 'setKey', profile: 7 }],
  ['a path as a run', { type: 'openTrial', run: '../../etc', trial: null }],
  ['a path as a run, on Windows', { type: 'openTrial', run: 'a\\b', trial: null }],
  ['a parent as a run', { type: 'openTrial', run: '..', trial: null }],
  ['an empty run', { type: 'openTrial', run: '', trial: null }],
  ['a NUL in a run', { type: 'openTrial', run: 'a\0b', trial: null }],
  ['a very long id', { type: 'openTrial', run: 'r'.repeat(201), trial: null }],
  ['a trial that is missing', { type: 'openTrial', run: 'r1' }],
  ['a pointer that is a path', { type: 'revealRule', run: 'r1', pointer: 'file:///etc' }],
  ['too many rows', { ...getTrials, limit: 201 }],
  ['no rows', { ...getTrials, limit: 0 }],
  ['a negative offset', { ...getTrials, offset: -1 }],
  ['half an offset', { ...getTrials, offset: 0.5 }],
  ['an endless offset', { ...getTrials, offset: Infinity }],
  ['a filter that is a list', { ...getTrials, filter: [] }],
  ['an unknown key in a filter', { ...getTrials, filter: { path: '/' } }],
  ['an unknown verdict', { ...getTrials, filter: { verdict: 'all' } }],
];

describe('readFromPanel', () => {
  it.each(good.map((message) => [JSON.stringify(message), message] as const))('reads %s', (_, message) => {
    expect(readFromPanel(structuredClone(message))).toEqual(message);
  });

  it.each(bad)('refuses %s', (_, value) => {
    expect(readFromPanel(value)).toBeNull();
  });

  it('leaves behind what a message does not have', () => {
    expect(readFromPanel({ type: 'run', command: 'workbench.action.terminal.new' })).toEqual({ type: 'run' });
  });

  it('never throws, and gives nothing but messages of the protocol', () => {
    const types = new Set(good.map(({ type }) => type));
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        const message = readFromPanel(value);
        expect(message === null || types.has(message.type)).toBe(true);
      }),
    );
  });
});
