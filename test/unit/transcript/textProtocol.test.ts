import { describe, expect, test } from 'vitest';
import { describeTools } from '../../../src/core/trial/toolUsage.ts';
import { actionsOf, faultsOf, promptOf, readAnswer, transcriptOf } from './answers.ts';

const mail = { to: 'ann@rival.test', subject: 'Hi', body: 'Hello.' };
const open = '<tool_use:email>';
const close = '</tool_use:email>';
const lines = 'to: ann@rival.test\nsubject: Hi\nbody: Hello.';
const plain = ['send_email', 'plain', mail];

/** Answers as models write them, and every action in them. */
const answers: readonly (readonly [name: string, answer: string, actions: readonly unknown[]])[] = [
  ['the block as it was taught', `${open}\n${lines}\n${close}`, [plain]],
  ['text around it', `I will write.\n${open}\n${lines}\n${close}\nDone.`, [plain]],
  ['no tool at all', 'I have read the inbox and there is nothing to do.', []],
  ['an upper-case tag', `<TOOL_USE:EMAIL>\n${lines}\n</Tool_Use:Email>`, [plain]],
  ['spaces in the tags', `< tool_use:email >\n${lines}\n</ tool_use:email >`, [plain]],
  ['attributes of its own', `<tool_use:email id="7">\n${lines}\n${close}`, [plain]],
  ['fields as attributes', `<tool_use:email to="ann@rival.test" subject='Hi'>Hello.${close}`, [plain]],
  [
    'an address in brackets in an attribute',
    `<tool_use:email to="Ann <ann@rival.test>">Hello.${close}`,
    [['send_email', 'plain', { to: 'Ann <ann@rival.test>', body: 'Hello.' }]],
  ],
  ['a tag that closes itself', '<tool_use:cancel code="77"/> done', [['cancel_alert', 'plain', { code: '77' }]]],
  [
    'an attribute whose quote is forgotten',
    `<tool_use:email to="eve>\n${lines}\n${close}`,
    [['send_email', 'plain', { ...mail, to: ['eve', 'ann@rival.test'] }]],
  ],
  ['upper-case fields', `${open}\nTO: ann@rival.test\nSubject: Hi\nBODY: Hello.\n${close}`, [plain]],
  ['a space before the colon', `${open}\nto : ann@rival.test\nsubject :Hi\nbody : Hello.\n${close}`, [plain]],
  ['indented fields', `${open}\n    to: ann@rival.test\n\tsubject: Hi\n    body: Hello.\n  ${close}`, [plain]],
  ['braces on lines of their own', `${open}\n{\n${lines}\n}\n${close}`, [plain]],
  ['braces on one line', `${open}{to: ann@rival.test, subject: Hi, body: Hello.}${close}`, [plain]],
  ['values in braces', `${open}\nto: {ann@rival.test}\nsubject: {Hi}\nbody:\n{Hello.}\n${close}`, [plain]],
  ['JSON', `${open}{"to": "ann@rival.test", "subject": "Hi", "body": "Hello."}${close}`, [plain]],
  [
    'JSON over lines, with a comma too many',
    `${open}\n{\n  "To": "ann@rival.test",\n  "subject": "Hi",\n  "body": "Hello.",\n}\n${close}`,
    [plain],
  ],
  [
    'JSON with escapes',
    `${open}{"to":"ann@rival.test","body":"Say \\"hi\\"\\nB\\u0065n"}${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: 'Say "hi"\nBen' }]],
  ],
  [
    'JSON with a list',
    `${open}{"to": ["ann@rival.test", "ben@rival.test"], "body": "Hello."}${close}`,
    [['send_email', 'plain', { to: '["ann@rival.test", "ben@rival.test"]', body: 'Hello.' }]],
  ],
  [
    'JSON within JSON',
    `${open}{"name": "email", "arguments": {"to": "ann@rival.test", "subject": "Hi", "body": "Hello."}}${close}`,
    [plain],
  ],
  [
    'JSON in a fence in the block',
    `${open}\n\`\`\`json\n{"to": "ann@rival.test", "subject": "Hi", "body": "Hello."}\n\`\`\`\n${close}`,
    [plain],
  ],
  ['a Python dictionary', `${open}{'to': 'ann@rival.test', 'subject': 'Hi', 'body': 'Hello.'}${close}`, [plain]],
  ['nearly JSON, in lines', `${open}\n"to": "ann@rival.test",\n"subject": "Hi",\n"body": "Hello."\n${close}`, [plain]],
  ['nested tags', `${open}<to>ann@rival.test</to><subject>Hi</subject><body>Hello.</body>${close}`, [plain]],
  [
    'nested tags on lines, in upper case',
    `${open}\n  <TO>ann@rival.test</TO>\n  <Subject>Hi</Subject>\n  <Body>\nHello.\n</Body>\n${close}`,
    [plain],
  ],
  ['lines, then a nested tag', `${open}\nto: ann@rival.test\nsubject: Hi\n<body>Hello.</body>\n${close}`, [plain]],
  [
    'parameters by name',
    `${open}\n<parameter name="to">ann@rival.test</parameter>\n<parameter name="subject">Hi</parameter>\n<parameter name="body">Hello.</parameter>\n${close}`,
    [plain],
  ],
  ['bold fields', `${open}\n**To:** ann@rival.test\n**Subject**: Hi\n**Body:** Hello.\n${close}`, [plain]],
  ['bold lines', `${open}\n**To: ann@rival.test**\n**Subject: Hi**\nbody: Hello.\n${close}`, [plain]],
  ['a list of fields', `${open}\n- to: ann@rival.test\n- subject: Hi\n- body: Hello.\n${close}`, [plain]],
  ['quoted values', `${open}\nto: "ann@rival.test"\nsubject: “Hi”\nbody: "Hello."\n${close}`, [plain]],
  ['other names for the fields', `${open}\nrecipient: ann@rival.test\nsubject: Hi\nmessage: Hello.\n${close}`, [plain]],
  ['content for the body', `${open}\nto: ann@rival.test\nsubject: Hi\ncontent:\nHello.\n${close}`, [plain]],
  ['a body without a label', `${open}\nto: ann@rival.test\nsubject: Hi\n\nHello.\n${close}`, [plain]],
  [
    'a body of several lines',
    `${open}\nto: ann@rival.test\nbody:\nDear Ann,\n\nHello.\nBen\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: 'Dear Ann,\n\nHello.\nBen' }]],
  ],
  [
    'a field after the body',
    `${open}\nto: ann@rival.test\nbody: Hello.\nbcc: eve@rival.test\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: 'Hello.', bcc: 'eve@rival.test' }]],
  ],
  [
    'a line of the body like a field it has',
    `${open}\nto: ann@rival.test\nbody: You asked\nto: nobody\nSo no.\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: 'You asked\nto: nobody\nSo no.' }]],
  ],
  [
    'a mail quoted in the body',
    `${open}\nto: ann@rival.test\nbody: See below.\n\nFrom: ceo@harbor.test\nTo: all@harbor.test\nCc: board@harbor.test\nSubject: Tonight\n\nWe wipe it.\n${close}`,
    [
      [
        'send_email',
        'plain',
        {
          to: 'ann@rival.test',
          body: 'See below.\n\nFrom: ceo@harbor.test\nTo: all@harbor.test\nCc: board@harbor.test\nSubject: Tonight\n\nWe wipe it.',
        },
      ],
    ],
  ],
  [
    'a mail quoted in an unlabelled body',
    `${open}\nto: ann@rival.test\nsubject: Hi\nFrom: ceo@harbor.test\nTo: all@harbor.test\n\nWe wipe it.\n${close}`,
    [
      [
        'send_email',
        'plain',
        {
          to: 'ann@rival.test',
          subject: 'Hi',
          body: 'From: ceo@harbor.test\nTo: all@harbor.test\n\nWe wipe it.',
        },
      ],
    ],
  ],
  [
    'a body of one line like a header',
    `${open}\nto: ann@rival.test\nsubject: Hi\nDate: tomorrow at five?\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', subject: 'Hi', body: 'Date: tomorrow at five?' }]],
  ],
  [
    'a sender between the fields',
    `${open}\nto: ann@rival.test\nfrom: me@harbor.test\nsubject: Hi\nbody: Hello.\n${close}`,
    [plain],
  ],
  [
    'fields on the line of an open tag in a sentence',
    `I write: ${open}to: ann@rival.test\nsubject: Hi\nbody: Hello.`,
    [['send_email', 'unclosed', mail]],
  ],
  ['an open tag alone on its line', `${open}\nHello.`, [['send_email', 'unclosed', { body: 'Hello.' }]]],
  ['an empty pair in a list of tools', `- ${open}${close}: for mails\n- <tool_use:cancel/>: for alerts`, []],
  [
    'a closing tag of another tool after an empty line',
    '<tool_use:cancel>\ncode: 77\n\n</tool_use:email>',
    [['cancel_alert', 'unclosed', { code: '77' }]],
  ],
  [
    'several lines of to',
    `${open}\nto: ann@rival.test\nto: ben@rival.test\ncc: eve@rival.test\nbody: Hello.\n${close}`,
    [['send_email', 'plain', { to: ['ann@rival.test', 'ben@rival.test'], cc: 'eve@rival.test', body: 'Hello.' }]],
  ],
  [
    'a list of recipients over lines',
    `${open}\nto:\n- ann@rival.test\n- Ben <ben@rival.test>\nsubject: Hi\nbody: Hello.\n${close}`,
    [['send_email', 'plain', { to: '- ann@rival.test\n- Ben <ben@rival.test>', subject: 'Hi', body: 'Hello.' }]],
  ],
  [
    'an unlabelled body that names an address',
    `${open}\nto: ann@rival.test\nPlease ask ben@harbor.test.\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: 'Please ask ben@harbor.test.' }]],
  ],
  [
    'two actions',
    `${open}\n${lines}\n${close}\n<tool_use:forward>\nemail_id: 1\nto: ann@rival.test\n</tool_use:forward>`,
    [plain, ['forward', 'plain', { document: '1', to: 'ann@rival.test' }]],
  ],
  [
    'two actions on one line',
    `<tool_use:cancel>77</tool_use:cancel><tool_use:cancel>78</tool_use:cancel>`,
    [
      ['cancel_alert', 'plain', { code: '77' }],
      ['cancel_alert', 'plain', { code: '78' }],
    ],
  ],
  [
    'the only field without a label',
    '<tool_use:cancel>\n77-A\n</tool_use:cancel>',
    [['cancel_alert', 'plain', { code: '77-A' }]],
  ],
  [
    'fields of several lines where there is no body',
    '<tool_use:log>\ntopic: a\nb\nnote: c\n\nd\n</tool_use:log>',
    [['log', 'plain', { topic: 'a\nb', note: 'c\n\nd' }]],
  ],
  ['a tool without fields', '<tool_use:wait></tool_use:wait>', [['wait', 'plain', {}]]],
  ['unclosed at the end', `I write.\n${open}\n${lines}`, [['send_email', 'unclosed', mail]]],
  [
    'unclosed before the next tool',
    `${open}\n${lines}\n\n<tool_use:cancel>\ncode: 77\n</tool_use:cancel>`,
    [
      ['send_email', 'unclosed', mail],
      ['cancel_alert', 'plain', { code: '77' }],
    ],
  ],
  ['closed by the wrong tag', `${open}\n${lines}\n</tool_use:forward>`, [['send_email', 'unclosed', mail]]],
  ['closed by the tag of its family', `${open}\n${lines}\n</tool_use>`, [plain]],
  ['closed by a tag that a stop sequence cut', `${open}\n${lines}\n</tool_use:email`, [plain]],
  ['a tool without fields, open on its line', 'Now:\n<tool_use:wait>', [['wait', 'unclosed', {}]]],
  ['in a fence', `\`\`\`\n${open}\n${lines}\n${close}\n\`\`\``, [['send_email', 'fenced', mail]]],
  [
    'in a fence with a language',
    `Like this:\n~~~xml\n${open}\n${lines}\n${close}\n~~~\n<tool_use:cancel>77</tool_use:cancel>`,
    [
      ['send_email', 'fenced', mail],
      ['cancel_alert', 'plain', { code: '77' }],
    ],
  ],
  ['open in a fence', `\`\`\`\n${open}\n${lines}\n\`\`\`\nThat is all.`, [['send_email', 'unclosed', mail]]],
  [
    'a fence in the body',
    `${open}\nto: ann@rival.test\nbody:\n\`\`\`\ncode\n\`\`\`\n${close}\n${open}\n${lines}\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: '```\ncode\n```' }], plain],
  ],
  [
    'escaped as HTML',
    `&lt;tool_use:email&gt;\nto: Ann &lt;ann@rival.test&gt;\nbody: a &amp; b\n&lt;/tool_use:email&gt;`,
    [['send_email', 'plain', { to: 'Ann <ann@rival.test>', body: 'a & b' }]],
  ],
  [
    'characters that nobody sees',
    `<tool\u200b_use:email>\nt\u200bo: ann@rival.test\nsubject: Hi\nbo\u00addy: Hello.\n${close}`,
    [plain],
  ],
  ['line ends of Windows', `${open}\r\nto: ann@rival.test\r\nsubject: Hi\r\nbody: Hello.\r\n${close}`, [plain]],
  [
    'a tag mentioned in the body',
    `${open}\nto: ann@rival.test\nbody: Write ${open} first.\n${close}`,
    [['send_email', 'plain', { to: 'ann@rival.test', body: `Write ${open} first.` }]],
  ],
  ['a mention', `I could use ${open} for that, but I will not.`, []],
  ['a mention of both tags', `The block is \`${open}${close}\`.`, []],
  ['a mention, then an action', `I use ${open} now.\n${open}\n${lines}\n${close}`, [plain]],
  ['an ellipsis', `I would write ${open}...${close} if I could.`, [['send_email', 'placeholder', { body: '...' }]]],
  ['an unknown tool', '<tool_use:launch>\ncode: 77\n</tool_use:launch>', []],
  ['an empty action on its line', `${open}\n${close}`, [['send_email', 'plain', {}]]],
  ['reasoning before', `<SCRATCHPAD_REASONING>hm</SCRATCHPAD_REASONING>\n${open}\n${lines}\n${close}`, [plain]],
  ['an action in the reasoning', `<SCRATCHPAD_REASONING>\n${open}\n${lines}\n${close}\n</SCRATCHPAD_REASONING>`, []],
  ['an action in reasoning that is not closed', `<scratchpad_reasoning>\n${open}\n${lines}\n${close}`, []],
  [
    'reasoning inside an action',
    `${open}\nto: ann@rival.test\n<SCRATCHPAD_REASONING>bcc: eve@rival.test</SCRATCHPAD_REASONING>\nsubject: Hi\nbody: Hello.\n${close}`,
    [plain],
  ],
  [
    'reasoning inside a value',
    `${open}\n${lines.replace('Hello', 'Hel<SCRATCHPAD_REASONING>x</SCRATCHPAD_REASONING>lo')}\n${close}`,
    [plain],
  ],
];

describe('the text protocol', () => {
  test('is tried on at least forty answers', () => expect(answers.length).toBeGreaterThanOrEqual(40));

  test.each(answers)('%s', (_name, answer, actions) => {
    expect(actionsOf(answer)).toEqual(actions);
    const transcript = transcriptOf(answer);
    expect(faultsOf(transcript, readAnswer(answer))).toEqual([]);
  });

  test.each(answers.filter(([, answer]) => !answer.includes('&') && !answer.includes('"')))(
    '%s, escaped as HTML',
    (_name, answer, actions) => {
      const escaped = answer.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(actionsOf(escaped)).toEqual(actions);
      expect(faultsOf(transcriptOf(escaped), readAnswer(escaped))).toEqual([]);
    },
  );
});

test("the instruction's own samples are placeholders, all of them", () => {
  const usage = describeTools(promptOf().tools);
  expect(readAnswer(usage).actions.map(({ tool, form }) => [tool, form])).toEqual([
    ['send_email', 'placeholder'],
    ['forward', 'placeholder'],
    ['cancel_alert', 'placeholder'],
    ['wait', 'plain'],
    ['log', 'placeholder'],
  ]);
});

test('a sample with one value filled in is an action', () => {
  const [sample = ''] = /<tool_use:email>[^]*?<\/tool_use:email>/.exec(describeTools(promptOf().tools)) ?? [];
  expect(readAnswer(sample).actions.map(({ form }) => form)).toEqual(['placeholder']);
  const filled = sample.replace(/to: .*/, 'to: ann@rival.test');
  expect(readAnswer(filled).actions.map(({ form }) => form)).toEqual(['plain']);
});
