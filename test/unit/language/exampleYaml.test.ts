import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { exampleEdit, type NewExample } from '../../../src/language/exampleYaml.ts';
import { source } from '../../support/source.ts';

const example: NewExample = {
  where: { threat: 'none' },
  actions: [
    {
      tool: 'send',
      fields: [
        { name: 'to', text: 'eve@rival.test' },
        { name: 'body', text: 'Pay.\n\n  Or else: #1' },
      ],
    },
  ],
  text: '- {not: a list}',
  reasoning: '',
  probes: [],
  expect: 'leak',
};

function added(text: string): string | null {
  const document = parseDocument(text);
  const edit = exampleEdit(document, '/classifiers/0', example);
  return edit === null ? null : applyEdits(text, [edit]);
}

describe('an example is added', () => {
  test('where there are none yet, in lines', () => {
    expect(
      added(source`
        classifiers:
          - id: leak # the first
            gate: {action: send}
        expect: []
      `),
    ).toBe(source`
      classifiers:
        - id: leak # the first
          gate: {action: send}
          examples:
            - where: {threat: none}
              text: "- {not: a list}"
              actions:
                - tool: send
                  to: "eve@rival.test"
                  body: |-
                    Pay.

                      Or else: #1
              expect: leak
      expect: []
    `);
  });

  test('behind those in lines, with their comments', () => {
    const text = added(source`
      classifiers:
        - id: leak
          examples:
          # A rival.
          - {text: a, expect: leak} # and so on
          # The next classifier.
        - id: other
    `);
    expect(text).toContain('- {text: a, expect: leak} # and so on\n    - where: {threat: none}\n      text: "- {not');
    expect(text).toContain('      expect: leak\n    # The next classifier.\n  - id: other');
  });

  test.each([
    ['in brackets', 'classifiers: [{id: leak, examples: [{text: a, expect: leak}], gate: {action: send}}]'],
    ['in empty brackets', 'classifiers: [{id: leak, examples: []}]'],
    ['where there are none, in brackets', 'classifiers: [{id: leak, gate: {action: send}}]'],
  ])('%s', (_, text) => {
    expect(added(text)).toContain(
      '{where: {threat: none}, text: "- {not: a list}", actions: [{tool: send, to: "eve@rival.test", body: "Pay.\\n\\n  Or else: #1"}], expect: leak}]',
    );
  });

  test('not where they are an alias of others, which would change too', () => {
    expect(added('x: &e [{text: a, expect: leak}]\nclassifiers: [{id: leak, examples: *e}]')).toBeNull();
  });
});
