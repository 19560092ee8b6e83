import { describe, expect, it } from 'vitest';
import { namesScenarioSchema } from '../../../src/language/modeline.ts';

const rows: readonly (readonly [what: string, head: string, isScenario: boolean])[] = [
  ['a relative path', '# yaml-language-server: $schema=../schemas/scenario.schema.json\nid: x', true],
  ['an address with a version', '# yaml-language-server: $schema=https://x.test/scenario.schema.json?v=1#top', true],
  ['a path of Windows', '#yaml-language-server:$schema=..\\schemas\\scenario.schema.json\r\nid: x', true],
  [
    'below other comments, blank lines and the start of a document',
    '# MIT\n\n---\n# yaml-language-server: $schema=scenario.schema.json',
    true,
  ],
  ['another schema', '# yaml-language-server: $schema=run.schema.json', false],
  ['a name that ends alike', '# yaml-language-server: $schema=my-scenario.schema.json', false],
  [
    'the first of two',
    '# yaml-language-server: $schema=a.json\n# yaml-language-server: $schema=scenario.schema.json',
    false,
  ],
  ['a comment below the content', 'id: x\n# yaml-language-server: $schema=scenario.schema.json', false],
  ['words about it in a text', 'text: "# yaml-language-server: $schema=scenario.schema.json"', false],
  ['nothing', '', false],
];

describe('a modeline', () => {
  it.each(rows)('%s', (_, head, isScenario) => {
    expect(namesScenarioSchema(head)).toBe(isScenario);
  });
});
