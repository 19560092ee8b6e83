import { describe, expect, it } from 'vitest';
import { readPlace } from '../../../media/channel.ts';
import { keyAction, keyHelp } from '../../../media/keys.ts';
import { nowhere } from '../../../media/model.ts';
import { noticeOf } from '../../../media/notice.ts';

describe('a state without a run', () => {
  it.each([
    [{ kind: 'none' }, ['openScenario']],
    [{ kind: 'invalid', scenario: 's', errors: 2 }, ['showProblems']],
    [{ kind: 'restricted', scenario: 's' }, ['manageTrust']],
    [{ kind: 'gone', scenario: 's' }, ['openScenario']],
    [{ kind: 'neverRun', scenario: 's', trials: 80, missingKeys: [] }, ['run']],
    [{ kind: 'neverRun', scenario: 's', trials: 80, missingKeys: ['anthropic'] }, ['setKey', 'run']],
    [{ kind: 'error', scenario: 's', message: 'The run’s folder is gone.' }, ['ready']],
  ] as const)('%j has one sentence and its actions', (state, actions) => {
    const notice = noticeOf(state);
    expect(notice.actions.map(({ message }) => message.type)).toEqual(actions);
    expect(notice.sentence).toMatch(/^[^\n]+\.$/);
  });

  it('says which key is missing', () => {
    const { sentence, actions } = noticeOf({ kind: 'neverRun', scenario: 's', trials: 1, missingKeys: ['anthropic'] });
    expect(sentence).toContain('anthropic');
    expect(actions.map(({ label }) => label)).toEqual(['Set API key for anthropic', 'Run 1 trial']);
  });
});

describe('a key', () => {
  const key = (name: string, change: object = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...change,
  });

  it.each(
    keyHelp.flatMap(([keys]) => keys).filter((name) => !['↑', '↓', 'Enter', 'Ctrl+F', 'Alt+←', 'Alt+→'].includes(name)),
  )('%s of the help means something', (name) => {
    expect(keyAction(key(name), false)).not.toBeNull();
  });

  it.each([
    ['a letter of no meaning', key('x'), false],
    ['a name that every object has', key('constructor'), false],
    ['with a modifier', key('j', { ctrlKey: true }), false],
    ['a letter in a choice', key('j'), true],
  ])('%s is not ours', (_, event, isInChoice) => {
    expect(keyAction(event, isInChoice)).toBeNull();
  });

  it('Escape leads up also from a choice', () => {
    expect(keyAction(key('Escape'), true)).toEqual({ type: 'up' });
  });
});

describe('the place that an earlier page kept', () => {
  const place = {
    run: 'r1',
    classifier: 'leak',
    cell: { condition: 'c1', model: 'm' },
    verdict: 'positive',
    level: 'rates',
    only: 'disagreed',
    text: 'cipher',
    trial: 't1',
  };
  it.each([
    ['is read', place, place],
    ['nothing', undefined, nowhere],
    ['of another version', { version: 9, run: 7, verdict: 'all', level: 'x', cell: { condition: 7 } }, nowhere],
  ])('%s', (_, kept, expected) => {
    expect(readPlace(kept)).toEqual(expected);
  });
});
