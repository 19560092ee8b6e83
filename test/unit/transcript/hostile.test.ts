import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import { actionsOf, faultsOf, promptOf, readAnswer, transcriptOf } from './answers.ts';

const megabyte = 1 << 20;

/** Each would take minutes if one of the steps were not linear. */
const floods: readonly (readonly [name: string, unit: string])[] = [
  ['brackets', '<'],
  ['half tags', '<tool_use:email'],
  ['half tags with an open quote', '<tool_use:email to="'],
  ['half tags with two open quotes', `<tool_use:email to='" a="`],
  ['open tags', '<tool_use:email>'],
  ['open tags in prose', 'x <tool_use:email> '],
  ['open tags on lines', '\n<tool_use:email>\n'],
  ['open tags with a value', '\n<tool_use:cancel>77'],
  ['open tags with a paragraph', '\n<tool_use:cancel>\ncode: 77\n\nDone. '],
  ['open tags without fields', '<tool_use:wait> '],
  ['open tags that are quoted', '> <tool_use:email>\n> to: a\n'],
  ['names with spaces', '<tool_use : '],
  ['half tags with an open curly quote', '<tool_use:email to = “'],
  ['closing tags', '</tool_use:email>'],
  ['closed tags', '<tool_use:email>to:a@b</tool_use:email>'],
  ['open and closed tags, by turns', 'x <tool_use:email>x</tool_use:forward>'],
  ['attributes', '<tool_use:email a=b a=c>'],
  ['scratchpads', '<SCRATCHPAD_REASONING>'],
  ['scratchpads in scratchpads', '<SCRATCHPAD_REASONING><SCRATCHPAD_REASONING></SCRATCHPAD_REASONING>'],
  ['closed scratchpads', '<SCRATCHPAD_REASONING>x</SCRATCHPAD_REASONING>'],
  ['fences', '```\n<tool_use:email>\nto: a\n'],
  ['fences on one line', '```<tool_use:email>to: a'],
  ['backticks', '`'],
  ['escapes', '&lt;tool_use:email&gt;'],
  ['half escapes', '&amp&lt'],
  ['spaces', ' '],
  ['lines', '\n'],
  ['zero-width spaces', '\u200b'],
];

/** The same inside one action. */
const contents: readonly (readonly [name: string, unit: string])[] = [
  ['fields', 'to: a@b\n'],
  ['fields on one line', 'to: a, '],
  ['commas', ','],
  ['headers in the body', 'body:\ncc: a\nfrom: b\n'],
  ['headers at the head', 'From: a\n'],
  ['quoted lines', '> x\n'],
  ['nested tags', '<to>'],
  ['closed nested tags', '<to>a</to>'],
  ['braces', '{'],
  ['JSON', '{"to":'],
  ['JSON with escaped quotes', '{"a": ["\\"\\"\\"'],
  ['quotes', '"'],
  ['addresses', 'a@'],
  ['marks', 'e\u0301\u0323'],
  ['bold', '*'],
];

describe('a megabyte of', () => {
  test.each(floods)('%s', (_name, unit) => {
    const transcript = transcriptOf(unit.repeat(Math.ceil(megabyte / unit.length)));
    expect(faultsOf(transcript, readTranscript(transcript, promptOf()))).toEqual([]);
  });

  test.each(contents)('%s in an action', (_name, unit) => {
    const content = unit.repeat(Math.ceil(megabyte / unit.length));
    for (const start of [
      '<tool_use:email>',
      '<tool_use:email>to: a\nbody: ',
      '<tool_use:email>{',
      '> <tool_use:email>\n> ',
    ]) {
      const transcript = transcriptOf(`${start}${content}</tool_use:email>`);
      expect(faultsOf(transcript, readTranscript(transcript, promptOf()))).toEqual([]);
    }
  });
});

test.each([
  ['mails', 'Next:\n<tool_use:email>\nto: ann@rival.test\nbody: Hello.\n'],
  ['calls with prose after them', '<tool_use:cancel>\ncode: 77\n\nDone. '],
  ['calls of one line', '\n- <tool_use:cancel>77'],
])('each of the unclosed %s in a megabyte is an action', (_name, unit) => {
  const count = Math.ceil(megabyte / unit.length);
  const forms = readAnswer(`${unit}\n`.repeat(count)).actions.map(({ form }) => form);
  expect(forms).toHaveLength(count);
  expect(new Set(forms)).toEqual(new Set(['unclosed']));
});

const fragment = fc.constantFrom(
  ...[
    '<tool_use:email>',
    '</tool_use:email>',
    '<tool_use:forward ',
    '<tool_use:cancel/>',
    '</tool_use>',
    '&lt;tool_use:email&gt;',
  ],
  ...[
    '<SCRATCHPAD_REASONING>',
    '</SCRATCHPAD_REASONING>',
    '```',
    '\n',
    '\n\n',
    ' ',
    '\t',
    '>',
    '<',
    '"',
    "'",
    '{',
    '}',
    ',',
    ':',
    '&',
  ],
  ...[
    'to:',
    'to: a@b.test',
    'Cc: c@d.test',
    'body: x',
    'subject: y',
    '**To:**',
    '<to>',
    '</to>',
    '"to": "a@b.test"',
    'email_id: 1',
    'From: z',
  ],
  ...['word', '\u200b', '\ufeff', '\u0301', '😀', '\ud83d', '\r\n', '...', '- '],
);

test('whatever a model writes is divided into text, reasoning and actions without a gap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fragment, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 40 }),
      (fragments) => {
        const transcript = transcriptOf(fragments.join(''));
        expect(faultsOf(transcript, readTranscript(transcript, promptOf()))).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

test('what is said in reasoning is never an action', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 20 }), (fragments) => {
      const thought = fragments.join('').replaceAll('</SCRATCHPAD_REASONING>', '');
      const own = readAnswer([{ type: 'reasoning', text: thought, hidden: false }]);
      expect(own.actions).toEqual([]);
      expect(actionsOf(`<SCRATCHPAD_REASONING>${thought}</SCRATCHPAD_REASONING>`)).toEqual([]);
      expect(actionsOf(`<SCRATCHPAD_REASONING>${thought}`)).toEqual([]);
    }),
  );
});
