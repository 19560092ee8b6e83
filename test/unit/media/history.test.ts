import { expect, it } from 'vitest';
import { initialModel, type PanelEvent, type PanelModel } from '../../../media/model.ts';
import { update } from '../../../media/store.ts';
import type { FromPanel } from '../../../src/protocol/messages.ts';
import { runState } from './factories.ts';

function go(model: PanelModel, ...events: readonly PanelEvent[]): { model: PanelModel; sent: readonly FromPanel[] } {
  let sent: readonly FromPanel[] = [];
  for (const event of events) ({ model, send: sent } = update(model, event));
  return { model, sent };
}
const state = (run: string): PanelEvent => ({ type: 'received', message: { type: 'state', state: runState({ run }) } });
const back = { type: 'go', to: 'back' } as const;
const cell = { condition: 'c1', model: 'scripted/demo' };

it('Back leads to where the reader was, Forward back again, and a new way ends Forward', () => {
  const start = go(
    initialModel(),
    state('r1'),
    { type: 'chooseCell', cell },
    { type: 'chooseVerdict', verdict: 'positive' },
  );
  expect(start.model.past).toHaveLength(2);
  const once = go(start.model, back);
  expect([once.model.place.cell, once.model.place.verdict]).toEqual([cell, null]);
  expect(go(once.model, { type: 'go', to: 'forward' }).model.place.verdict).toBe('positive');
  expect(go(once.model, { type: 'chooseCell', cell: null }).model.future).toEqual([]);
});

it('a key that VS Code holds leads the same way, and leaves no place of its own', () => {
  const { model } = go(initialModel(), state('r1'), { type: 'chooseCell', cell });
  const led = go(model, { type: 'received', message: { type: 'do', action: 'back' } });
  expect([led.model.place.cell, led.model.past.length, led.model.future.length]).toEqual([null, 0, 1]);
});

it('typing a word is no journey', () => {
  const { model } = go(
    initialModel(),
    state('r1'),
    { type: 'chooseText', text: 'a' },
    { type: 'chooseText', text: 'ab' },
  );
  expect(model.past).toEqual([]);
});

it('Back to another run asks for it', () => {
  const { model } = go(initialModel(), state('r1'), { type: 'chooseCell', cell }, state('r2'));
  expect(model.place.cell).toBeNull();
  const led = go(model, back);
  expect(led.sent).toContainEqual({ type: 'showRun', run: 'r1' });
  expect(go(led.model, state('r1')).model.place.cell).toEqual(cell);
});

it('what a search found until now is asked for again as it goes on, and only of this search', () => {
  const { model } = go(initialModel(), state('r1'), { type: 'chooseText', text: 'cipher' });
  expect(model.searched).toBe(0);
  const searched = (text: string): PanelEvent => ({
    type: 'received',
    message: { type: 'searched', run: 'r1', text, share: 0.5 },
  });
  expect(go(model, searched('cipher')).model.searched).toBe(0.5);
  expect(go(model, searched('other')).model).toBe(model);
});
