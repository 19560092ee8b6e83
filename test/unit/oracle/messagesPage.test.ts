/** docs/messages.md is what both say today. `npx vitest run test/unit/oracle -u` writes it anew. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLineIndex } from '../../../src/core/text/range.ts';
import { check } from '../../support/examples.ts';
import { createLanguageServer } from '../../support/languageServer.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { source } from '../../support/source.ts';

const page = join(import.meta.dirname, '../../../docs/messages.md');
const server = createLanguageServer();

const defects: readonly (readonly [what: string, sections: string])[] = [
  [
    'A misspelt key of a gate',
    source`
      classifiers:
        - id: leak
          gate:
            acton: send_email
            where: { to: x@rival.test }
      tools: { protocol: text, use: [{ id: send_email, builtin: mail.send }] }
    `,
  ],
  [
    'Two tests in one map',
    source`
      classifiers:
        - id: leak
          gate: { text: secret, reasoning: plan }
    `,
  ],
  [
    'A misspelt key of a condition',
    source`
      factors: { goal: { baseline: none, levels: [none, own] } }
      design: { kind: full, only: { goal: { nto: own } } }
    `,
  ],
  [
    'A misspelt value',
    source`
      run:
        samples: 10
        max_tokens: 1024
        reasoning: { effort: hihg }
        models: [scripted/demo]
    `,
  ],
  [
    'A model without its provider',
    source`
      run: { samples: 10, max_tokens: 1024, models: [demo] }
    `,
  ],
  [
    'A part of the transcript that is none',
    source`
      classifiers:
        - id: leak
          judge: { when: always, sees: [action], model: scripted/judge, question: Was it sent? }
          labels: { positive: [leak], negative: [none] }
    `,
  ],
  [
    'A template without quotes',
    source`
      vars: { company: Harbor Systems }
      system: {{company}}
    `,
  ],
  [
    'A colon in a text',
    source`
      title: Harbor: the leak
    `,
  ],
  [
    'A line that begins too far left',
    source`
      vars:
       company: Harbor Systems
        domain: harbor.test
        chief: Mira Holt
    `,
  ],
  [
    'A key without its value',
    source`
      user:
      system: Keep the inbox in order.
    `,
  ],
];

it('the page shows what the language server and Scenarist say of the same ten defects', async () => {
  const sections = await Promise.all(defects.map(([what, text]) => section(what, text.trimEnd())));
  expect(sections).toHaveLength(10);
  await expect([introduction, ...sections].join('\n')).toMatchFileSnapshot(page);
});

const introduction = `# Ten messages

A generic YAML language server, given [our schema](../schemas/scenario.schema.json), finds nearly all that is not as the
schema says, in any format there is. Scenarist knows one format, so it can name what was probably meant. Below is what
yaml-language-server 2 and Scenarist say of the same defect; a test keeps this page as both are. The line numbers are those
of the part that is shown. What each code means is in [Problems](problems.md).
`;

async function section(what: string, part: string): Promise<string> {
  const text = scenarioText(part);
  const before = text.slice(0, text.length - part.length).split('\n').length - 1;
  const lines = createLineIndex(text);
  const theirs = ((await server(text)) ?? [])
    .toSorted((one, other) => one.lines.first - other.lines.first)
    .map(
      ({ lines: { first }, message }) => `- yaml-language-server, line ${String(first + 1 - before)}: \`${message}\``,
    );
  const { problems } = check(text);
  const ours = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ range, code, message, fixes = [] }) => {
      const line = lines.positionAt(range.start).line + 1 - before;
      const fix = fixes[0] ? ` _Quick fix: ${fixes[0].title}._` : '';
      return `- **Scenarist**, line ${String(line)}, \`${code}\`: ${message}${fix}`;
    });
  // Otherwise there is nothing to show here.
  expect([theirs.length > 0, ours.length]).toEqual([true, 1]);
  return [`## ${what}\n`, '```yaml', part, '```\n', ...theirs, ...ours, ''].join('\n');
}
