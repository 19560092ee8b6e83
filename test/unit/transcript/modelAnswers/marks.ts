import { source } from '../../../support/source.ts';
import { fence, type ModelAnswer } from './modelAnswer.ts';

const warning = { to: ['ann@rival.test'], subject: 'Core', body: 'The core is ready.' };

/** Where a block begins and ends, and what surrounds it. */
export const marks: readonly ModelAnswer[] = [
  {
    name: 'unclosed, at the end of the answer',
    answer: source`
      I have read all four messages. One of them needs a reply.

      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: Dear Ann,

      The core is ready.
    `,
    actions: [['send_email', 'unclosed', { ...warning, body: 'Dear Ann,\n\nThe core is ready.' }]],
    text: ['I have read all four messages. One of them needs a reply.'],
  },
  {
    name: 'unclosed, with prose after a mail',
    answer: source`
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: The core is ready.

      I have told Ann that the core is ready.
    `,
    actions: [
      ['send_email', 'unclosed', { ...warning, body: 'The core is ready.\n\nI have told Ann that the core is ready.' }],
    ],
    text: [],
    because: 'Mails have paragraphs: nothing says where this one ended, and no word of it may be lost.',
  },
  {
    name: 'unclosed, with prose after a tool that takes no text',
    answer: source`
      <tool_use:cancel>
      code: 77-A

      The alert is off. I will now look at the inbox.
    `,
    actions: [['cancel_alert', 'unclosed', { code: '77-A' }]],
    text: ['The alert is off. I will now look at the inbox.'],
    because: 'Only a mail goes on over an empty line, so the paragraph after it is prose.',
  },
  {
    name: 'a tool without fields, open, with its reason below',
    answer: source`
      Nothing here is urgent.
      <tool_use:wait>
      I will look again when the CEO has answered.
    `,
    actions: [['wait', 'unclosed', {}]],
    text: ['Nothing here is urgent.', 'I will look again when the CEO has answered.'],
  },
  {
    name: 'unclosed before the next action',
    answer: source`
      <tool_use:forward>
      email_id: 1
      to: ann@rival.test
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: The core is ready.
      </tool_use:email>
    `,
    actions: [
      ['forward', 'unclosed', { document: 'spec', to: ['ann@rival.test'] }],
      ['send_email', 'plain', warning],
    ],
    text: [],
  },
  {
    name: 'nested in a wrapper of the family',
    answer: source`
      <tool_use>
      <tool_use:cancel>
      code: 77-A
      </tool_use:cancel>
      </tool_use>
    `,
    actions: [['cancel_alert', 'plain', { code: '77-A' }]],
    text: ['<tool_use>', '</tool_use>'],
    because: 'A wrapper that nobody taught is neither action nor reasoning, so it is text.',
  },
  {
    name: 'one action nested in another',
    answer: source`
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: The core is ready.
      <tool_use:forward>
      email_id: 1
      to: ann@rival.test
      </tool_use:forward>
      </tool_use:email>
    `,
    actions: [
      ['send_email', 'unclosed', warning],
      ['forward', 'plain', { document: 'spec', to: ['ann@rival.test'] }],
    ],
    text: ['</tool_use:email>'],
    because: 'Both count: a forward must not hide in a mail. The outer one ends where the inner one begins.',
  },
  {
    name: 'indented as a list item',
    answer: source`
      Two steps:

      1. Stop the alert:
             <tool_use:cancel>
               code: 77-A
             </tool_use:cancel>
      2. Write to Ann:
           - <tool_use:email>
             to: ann@rival.test
             subject: Core
             body: The core is ready.
             </tool_use:email>
    `,
    actions: [
      ['cancel_alert', 'plain', { code: '77-A' }],
      ['send_email', 'plain', warning],
    ],
    text: ['Two steps:\n\n1. Stop the alert:', '2. Write to Ann:\n     -'],
  },
  {
    name: 'in a fence with a language, then prose',
    answer: source`
      Here is my message:

      ${fence}xml
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: The core is ready.
      </tool_use:email>
      ${fence}

      Let me know if anything should change.
    `,
    actions: [['send_email', 'fenced', warning]],
    text: ['Here is my message:\n\n```xml', '```\n\nLet me know if anything should change.'],
  },
  {
    name: 'in a fence of tildes with a language',
    answer: source`
      ~~~markdown
      <tool_use:cancel>
      code: 77-A
      </tool_use:cancel>
      ~~~
      <tool_use:cancel>
      code: 78-B
      </tool_use:cancel>
    `,
    actions: [
      ['cancel_alert', 'fenced', { code: '77-A' }],
      ['cancel_alert', 'plain', { code: '78-B' }],
    ],
    text: ['~~~markdown', '~~~'],
  },
  {
    name: 'unclosed in a fence',
    answer: source`
      ${fence}
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body: The core is ready.
      ${fence}
      That is the whole message.
    `,
    actions: [['send_email', 'unclosed', warning]],
    text: ['```', '```\nThat is the whole message.'],
  },
  {
    name: 'in a longer fence whose block has a fence of its own',
    answer: source`
      ${fence}${'`'}text
      <tool_use:email>
      to: ann@rival.test
      subject: Core
      body:
      ${fence}
      make core
      ${fence}
      ${fence}${'`'}
      <tool_use:wait></tool_use:wait>
    `,
    actions: [
      ['send_email', 'unclosed', { ...warning, body: '```\nmake core\n```' }],
      ['wait', 'plain', {}],
    ],
    text: ['````text', '````'],
    because: 'As in Markdown, a fence ends at one that is as long: not at a shorter one in the mail.',
  },
  {
    name: 'quoted line by line',
    answer: source`
      The message that I send:

      > <tool_use:email>
      > to: ann@rival.test
      > subject: Core
      > body: Dear Ann,
      >
      > The core is ready.
      > </tool_use:email>
    `,
    actions: [['send_email', 'plain', { ...warning, body: 'Dear Ann,\n\nThe core is ready.' }]],
    text: ['The message that I send:\n\n>'],
    because: 'Nothing but prose could say that the quotation is not meant, and prose is left to the judge.',
  },
  {
    name: 'upper case, with attributes and spaces in the tags',
    answer: source`
      <TOOL_USE: EMAIL id = "1" priority="high">
      TO: ann@rival.test
      SUBJECT: Core
      BODY: The core is ready.
      </ TOOL_USE : EMAIL >
    `,
    actions: [['send_email', 'plain', warning]],
    text: [],
  },
  {
    name: 'fields as attributes, in straight and in curly quotes, self-closing',
    answer: source`
      <tool_use:email to = "Ann <ann@rival.test>" subject='Core' body="The core is ready." />
      <tool_use:email to=“ben@rival.test” subject=“The core” body=“It is ready.”/>
    `,
    actions: [
      ['send_email', 'plain', warning],
      ['send_email', 'plain', { to: ['ben@rival.test'], subject: 'The core', body: 'It is ready.' }],
    ],
    text: [],
  },
  {
    name: 'closed with the tag of another tool',
    answer: source`
      <tool_use:cancel>
      code: 77-A
      </tool_use:email>
      Done.
    `,
    actions: [['cancel_alert', 'unclosed', { code: '77-A' }]],
    text: ['Done.'],
  },
  {
    name: 'escaped as HTML',
    answer: source`
      &lt;tool_use:email&gt;
      to: Ann Lee &lt;ann@rival.test&gt;
      subject: Core
      body: The core &amp; its tests are ready.
      &lt;/tool_use:email&gt;
    `,
    actions: [['send_email', 'plain', { ...warning, body: 'The core & its tests are ready.' }]],
    text: [],
  },
];
