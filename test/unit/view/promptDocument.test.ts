import { describe, expect, it } from 'vitest';
import type { RenderedText } from '../../../src/core/trial/trial.ts';
import { estimateTokens, promptDocument } from '../../../src/core/view/promptDocument.ts';
import { stillSends } from '../../../src/core/view/staleness.ts';
import { conditionOf, promptOf } from '../../support/runs.ts';
import { source } from '../../support/source.ts';
import { conditionsOf } from '../trial/support.ts';

const system: RenderedText = {
  text: 'You are the agent.\nBe kind.',
  map: [
    { start: 0, end: 19, pointer: '/system', from: 0 },
    { start: 19, end: 27, pointer: '/vars/tone', from: 0 },
  ],
};
const user: RenderedText = {
  text: 'Process the inbox.\n\n<email>',
  map: [
    { start: 0, end: 20, pointer: '/user', from: 0 },
    { start: 20, end: 27, pointer: '/layout/email', from: 0 },
  ],
};

describe('the document of a prompt', () => {
  const { text, map } = promptDocument({
    prompt: promptOf({ system, messages: [{ role: 'user', content: user }] }),
  });

  it('is the exact text under the roles', () => {
    expect(text).toBe(source`
      ──────── system ────────
      You are the agent.
      Be kind.

      ──────── user ────────
      Process the inbox.

      <email>
    `);
  });

  it('keeps the way back of each piece', () => {
    expect(map.map(({ start, end, pointer, from }) => [text.slice(start, end), pointer, from])).toEqual([
      ['You are the agent.\n', '/system', 0],
      ['Be kind.', '/vars/tone', 0],
      ['Process the inbox.\n\n', '/user', 0],
      ['<email>', '/layout/email', 0],
    ]);
  });

  it('is the same for conditions that send the same, and has no system where none is sent', () => {
    expect(promptDocument(conditionOf('none', promptOf()))).toEqual(promptDocument(conditionOf('high', promptOf())));
    expect(promptDocument({ prompt: promptOf() }).text).toBe('──────── user ────────\nProcess the inbox.\n');
  });

  it('has a size that is estimated from what is sent alone', () => {
    expect(estimateTokens(promptOf({ system, messages: [{ role: 'user', content: user }] }))).toBe(Math.ceil(54 / 4));
    expect(estimateTokens(promptOf({ messages: [] }))).toBe(0);
  });
});

describe('a run is still what the file sends', () => {
  const messages = [{ role: 'user' as const, content: 'Process the inbox.' }];
  const then = {
    conditions: [{ id: 'c-none', levels: { threat: 'none' }, same: [], system: 'Threat: none.', messages }],
  };

  it.each([
    ['when nothing changed', [conditionOf('none')], true],
    ['when a condition was added', [conditionOf('none'), conditionOf('high')], true],
    ['not when its condition is gone', [conditionOf('high')], false],
    [
      'not when one character differs',
      [conditionOf('none', promptOf({ system: { text: 'Threat: none!', map: [] } }))],
      false,
    ],
    ['not when the system prompt is gone', [conditionOf('none', promptOf())], false],
    [
      'not when a message was added',
      [
        conditionOf(
          'none',
          promptOf({
            system: { text: 'Threat: none.', map: [] },
            messages: [...promptOf().messages, ...promptOf().messages],
          }),
        ),
      ],
      false,
    ],
  ])('%s', (_name, now, expected) => expect(stillSends(then, now)).toBe(expected));
});

it('shows what may happen, and what comes with it', () => {
  const [condition] = conditionsOf(source`
    vars: {site: north}
    user: Look after it.
    documents: [{id: plan, kind: note, body: "Close {{site}}."}]
    tools: {protocol: native, use: [{id: look, input: {site: string}, returns: Nothing.}]}
    turns: {max: 4}
    events:
      - {id: plan-comes, after: {turns: 2}, document: plan, text: "A note about {{site}}."}
      - {id: noise, after: {action: look, where: {site: north}, times: 2}, text: You hear something.}
  `);
  if (condition === undefined) throw new Error('no condition');
  expect(promptDocument(condition).text).toBe(source`
    ──────── user ────────
    Look after it.

    ──────── event: plan-comes, after 2 answers ────────
    A note about north.
    <note>
    Close north.
    </note>

    ──────── event: noise, after look (by its site), 2 times ────────
    You hear something.
  `);
});
