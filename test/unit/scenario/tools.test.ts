import { describe, expect, it } from 'vitest';
import { expectProblems, expectScenario } from '../../support/problems.ts';
import { source } from '../../support/source.ts';

const world = source`
  documents: [{id: spec, kind: note, body: x}]
  tools:
    protocol: text
    use:
      - {id: send, builtin: mail.send}
      - {id: forward, builtin: mail.forward, args: {email_id: document}}
      - {id: cancel, input: {code: string}}
`;

describe('tools', () => {
  it('knows the fields of built-ins and the names that the model writes', () => {
    const { tools } = expectScenario(world);
    expect(
      tools.use.map(({ id, tag, fields }) => [
        id,
        tag,
        fields.map(({ name, written, type, required }) => `${name}/${written}/${type}${required ? '' : '?'}`),
      ]),
    ).toEqual([
      [
        'send',
        'tool_use:send',
        ['to/to/addresses', 'cc/cc/addresses?', 'bcc/bcc/addresses?', 'subject/subject/string', 'body/body/string'],
      ],
      [
        'forward',
        'tool_use:forward',
        [
          'document/email_id/document',
          'to/to/addresses',
          'cc/cc/addresses?',
          'bcc/bcc/addresses?',
          'body/body/string?',
        ],
      ],
      ['cancel', 'tool_use:cancel', ['code/code/string']],
    ]);
  });

  it.each([
    ['no fields', ['tool-fields'], '{id: ‸a‸}'],
    ['a built-in with input', ['tool-fields'], '{id: a, builtin: mail.send, ‸input‸: {x: string}}'],
    [
      'another name for an unknown field',
      ['unknown-field'],
      '{id: a, builtin: mail.forward, args: {email_id: ‸docment‸}}',
    ],
    [
      'two names for a field',
      ['duplicate-name'],
      '{id: a, builtin: mail.forward, args: {x: document, ‸y2‸: document}}',
    ],
    ['a name that is another field', ['duplicate-name'], '{id: a, builtin: mail.send, args: {‸body‸: subject}}'],
    [
      'an id given twice',
      ['duplicate-id', 'duplicate-tag'],
      '{id: a, tag: x, input: {}}, {id: ‸a‸, tag: ‸X‸, input: {}}',
    ],
    ['a tag that is a scratchpad', ['duplicate-tag'], '{id: a, tag: ‸Pad‸, input: {}}'],
  ])('%s', (_, codes, tools) => {
    expectProblems(`tools: {protocol: text, scratchpad_tags: [PAD], use: [${tools}]}`, codes);
  });
});
