import { describe, expect, test } from 'vitest';
import { blockText } from '../../../src/core/transcript/blockText.ts';
import { resolveDocuments } from '../../../src/core/transcript/documentReference.ts';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import type { Block, Transcript } from '../../../src/core/transcript/transcript.ts';
import { actionsOf, at, documents, faultsOf, promptOf, readAnswer, transcriptOf } from './answers.ts';

describe('segments', () => {
  test('are text, reasoning with its tags, and actions, each at its place', () => {
    const answer =
      'Hm.<SCRATCHPAD_REASONING>think</SCRATCHPAD_REASONING> So: <tool_use:cancel>7</tool_use:cancel> Done.';
    expect(readAnswer(answer).segments).toEqual([
      { kind: 'text', text: 'Hm.', at: at(0, 3) },
      { kind: 'reasoning', text: '<SCRATCHPAD_REASONING>', at: at(3, 25), markup: true },
      { kind: 'reasoning', text: 'think', at: at(25, 30) },
      { kind: 'reasoning', text: '</SCRATCHPAD_REASONING>', at: at(30, 53), markup: true },
      { kind: 'text', text: ' So: ', at: at(53, 58) },
      { kind: 'action', action: 0, at: at(58, 94) },
      { kind: 'text', text: ' Done.', at: at(94, 100) },
    ]);
  });

  test('of an action that reasoning divides name it twice', () => {
    const reading = readAnswer('<tool_use:cancel>7<SCRATCHPAD_REASONING>x</SCRATCHPAD_REASONING>8</tool_use:cancel>');
    expect(reading.segments.map(({ kind }) => kind)).toEqual([
      'action',
      'reasoning',
      'reasoning',
      'reasoning',
      'action',
    ]);
    expect(reading.actions).toMatchObject([{ fields: [{ name: 'code', text: '78' }] }]);
  });

  test.each([
    ['closed', '<SCRATCHPAD_REASONING>a</SCRATCHPAD_REASONING>b', ['a'], ['b']],
    ['open', 'b<SCRATCHPAD_REASONING>a', ['a'], ['b']],
    [
      'in lower case, with spaces and attributes',
      '< scratchpad_reasoning x="1" >a</ Scratchpad_Reasoning >b',
      ['a'],
      ['b'],
    ],
    ['escaped', '&lt;SCRATCHPAD_REASONING&gt;a&lt;/SCRATCHPAD_REASONING&gt;b', ['a'], ['b']],
    [
      'twice',
      '<SCRATCHPAD_REASONING>a</SCRATCHPAD_REASONING>b<SCRATCHPAD_REASONING>c</SCRATCHPAD_REASONING>',
      ['a', 'c'],
      ['b'],
    ],
    [
      'opened twice',
      '<SCRATCHPAD_REASONING>a<SCRATCHPAD_REASONING>c</SCRATCHPAD_REASONING>b',
      ['a<SCRATCHPAD_REASONING>c'],
      ['b'],
    ],
    ['only closed', 'a</SCRATCHPAD_REASONING>b', [], ['a</SCRATCHPAD_REASONING>b']],
    ['of another name', '<think>a</think>b', [], ['<think>a</think>b']],
  ])('of a scratchpad that is %s', (_name, answer, reasoning, text) => {
    const { segments } = readAnswer(answer);
    const texts = (kind: string): readonly string[] =>
      segments.flatMap((segment) =>
        segment.kind === kind && segment.kind !== 'action' && !segment.markup ? [segment.text] : [],
      );
    expect([texts('reasoning'), texts('text')]).toEqual([reasoning, text]);
  });
});

const call = (tool: string, input: Extract<Block, { type: 'call' }>['input']): Block => ({
  type: 'call',
  id: '1',
  tool,
  input,
});

test.each<readonly [string, Block, readonly unknown[]]>([
  [
    'texts',
    call('send_email', { to: 'a@b.test', body: 'x\ny' }),
    [['send_email', 'plain', { to: 'a@b.test', body: 'x\ny' }]],
  ],
  [
    'a list of recipients',
    call('send_email', { TO: ['a@b.test', 'c@d.test'] }),
    [['send_email', 'plain', { to: 'a@b.test, c@d.test' }]],
  ],
  ['a number for a document', call('forward', { email_id: 2 }), [['forward', 'plain', { document: '2' }]]],
  ['no input', call('wait', {}), [['wait', 'plain', {}]]],
  ['an unknown tool', call('launch', { at: [1], why: null }), [['launch', 'plain', { at: '[1]', why: 'null' }]]],
  [
    'the sample of the instruction',
    call('cancel_alert', { code: '[code]' }),
    [['cancel_alert', 'placeholder', { code: '[code]' }]],
  ],
])('a native call with %s', (_name, block, actions) => {
  const transcript = transcriptOf([{ type: 'text', text: 'Now.' }, block]);
  expect(actionsOf([block])).toEqual(actions);
  expect(faultsOf(transcript, readTranscript(transcript, promptOf()))).toEqual([]);
});

test('the text of a block is what its locations count in', () => {
  expect(blockText(call('send_email', { to: ['a@b.test', 'c@d.test'], body: 'x', n: 1 }))).toBe(
    'to: a@b.test, c@d.test\nbody: x\nn: 1',
  );
  expect(blockText({ type: 'other', raw: { a: 1 } })).toBe('');
});

test('only the assistant is read, and each block has its own place', () => {
  const text = '<tool_use:wait></tool_use:wait>';
  const transcript: Transcript = {
    ...transcriptOf(''),
    messages: [
      {
        role: 'assistant',
        blocks: [
          { type: 'other', raw: null },
          { type: 'text', text },
        ],
      },
      { role: 'user', blocks: [{ type: 'text', text }] },
      { role: 'assistant', blocks: [{ type: 'text', text }] },
    ],
  };
  const { actions } = readTranscript(transcript, promptOf());
  expect(actions.map((action) => [action.at.message, action.at.block])).toEqual([
    [0, 1],
    [2, 0],
  ]);
});

test.each([
  [[{ type: 'reasoning', text: 'Hm.', hidden: false }], false],
  [[{ type: 'reasoning', text: '', hidden: true }], true],
  [
    [
      { type: 'reasoning', text: 'Hm.', hidden: false },
      { type: 'reasoning', text: '', hidden: true },
    ],
    true,
  ],
  [[], false],
] as const)('hidden reasoning is known: %j', (blocks, isHidden) =>
  expect(readAnswer(blocks).reasoningHidden).toBe(isHidden),
);

test.each<readonly [string, readonly string[]]>([
  ['1', ['spec']],
  ['#1', ['spec']],
  ['ID: 1', ['spec']],
  ['[2]', ['wipe']],
  ['Email ID 2', ['wipe']],
  ['document no. 2', ['wipe']],
  ['wipe', ['wipe']],
  ['"WIPE"', ['wipe']],
  ['Spec of the cipher core', ['spec']],
  ['“spec of the cipher core”', ['spec']],
  ['Spec of the cipher', []],
  ['Lunch', []],
  ['1, 2', ['spec', 'wipe']],
  ['1; 1; 9', ['spec']],
  ['1 and 2', ['spec', 'wipe']],
  ['documents 1 & 2', ['spec', 'wipe']],
  ['2 (Tonight)', ['wipe']],
  ['ID 2: “Tonight”', ['wipe']],
  ['2 (Lunch)', []],
  ['9', []],
  ['the 2 mails', []],
  ['', []],
])('the document %j', (text, ids) => {
  expect(resolveDocuments(text, documents)).toEqual(ids);
});
