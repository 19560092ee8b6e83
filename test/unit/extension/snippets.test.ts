import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { sha256 } from '../../../src/node/sha256.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = Object.values(
  JSON.parse(readFileSync('media/language/snippets.json', 'utf8')) as Record<string, Snippet>,
);

/** What stands there when its author accepts every placeholder. */
function accepted({ body }: Snippet): string {
  return body
    .join('\n')
    .replaceAll(/\$\{\d+\|([^,|]+)[^}]*\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '');
}

/** The sections of a small scenario; a snippet is put into its own. */
const sections: Readonly<Record<string, string>> = {
  factors: 'threat: {baseline: none, levels: [none, replacement]}',
  documents: '- {id: first, kind: note, body: x}',
  tools: '- {id: send_email, builtin: mail.send}',
  classifiers: '- {id: harm, gate: {text: x}}',
  body: '- text: x',
};
const places: readonly (readonly [start: string, section: string])[] = [
  ['factor', 'factors'],
  ['tool', 'tools'],
  ['classifier', 'classifiers'],
  ['expect', 'expect'],
  ['alternatives', 'body'],
  ['', 'documents'],
];

function scenarioWith(snippet: Snippet): string {
  const section = places.find(([start]) => snippet.prefix.startsWith(start))?.[1] ?? '';
  const at = (name: string, depth: number): string =>
    (name === section ? accepted(snippet) : (sections[name] ?? '[]'))
      .split('\n')
      .map((line) => ' '.repeat(depth) + line)
      .join('\n');
  return `scenarist: 1
id: small
factors:
${at('factors', 2)}
user: "Go. {{documents}}"
documents:
${at('documents', 2)}
  - id: other
    kind: note
    body:
${at('body', 6)}
tools:
  protocol: text
  use:
${at('tools', 4)}
run: {samples: 2, max_tokens: 100, models: [scripted/demo]}
classifiers:
${at('classifiers', 2)}
expect:
${at('expect', 2)}
`;
}

describe('a snippet', () => {
  it.each(snippets)('$prefix is valid as it is', (snippet) => {
    const { problems } = checkScenario(parseDocument(scenarioWith(snippet)), sha256);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has a prefix of its own', () => {
    expect(new Set(snippets.map(({ prefix }) => prefix)).size).toBe(snippets.length);
  });
});
