import { describe, expect, it } from 'vitest';
import { readToPanel } from '../../../src/protocol/readToPanel.ts';

describe('readToPanel', () => {
  it.each([
    { type: 'state', state: { kind: 'none' } },
    { type: 'trials', request: 1, run: 'r1', page: { total: 0, offset: 0, rows: [] } },
    { type: 'failed', message: 'No such trial.' },
    { type: 'delta', run: 'r1', trial: 't1', delta: { kind: 'text', text: 'a' } },
  ])('reads $type', (message) => {
    expect(readToPanel(message)).toEqual(message);
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'state'],
    ['no type', { state: {} }],
    ['the type of another frame', { type: 'onmessage', state: {} }],
    ['a name that every object has', { type: 'toString' }],
    ['a state without its state', { type: 'state' }],
    ['a state that is null', { type: 'state', state: null }],
    ['a failure without words', { type: 'failed', message: 7 }],
  ])('refuses %s', (_, value) => {
    expect(readToPanel(value)).toBeNull();
  });
});
