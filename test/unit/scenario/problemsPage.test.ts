import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkFile } from '../../../src/core/experiment/checkFile.ts';
import { testPhrases } from '../../../src/core/experiment/phrases.ts';
import { defaultSeverities } from '../../../src/core/experiment/warnings.ts';
import type { Files } from '../../../src/core/scenario/files/files.ts';
import { modelProblems } from '../../../src/core/scenario/modelProblems.ts';
import { builtinProfiles } from '../../../src/providers/services.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { scenarioText } from '../../support/scenarios.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/problems.md'), 'utf8');
const entries = page
  .split(/^### /m)
  .slice(1)
  .map((entry) => ({
    code: /^`([^`]+)`/.exec(entry)?.[1] ?? '',
    severity: /^\*(\w+)\*/m.exec(entry)?.[1] ?? '',
    example: /```yaml\n([^]*?)```/.exec(entry)?.[1] ?? null,
  }));
const documented = new Set(entries.map(({ code }) => code));

const folders = [
  'src/core/document',
  'src/core/scenario',
  'src/core/scenario/files',
  'src/core/trial',
  'src/core/experiment',
  'src/providers/scripted',
];
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
/** How a code stands in the sources: as `code: '…'`, or as the first argument of what makes a problem. */
const marks =
  /(?:code(?:: | = )|(?:report|error|warning|hint|unknown|problemOf|problemAt|problemInLine|plain)\(\s*|(?:\bat|atKey|aboutText)\([^'()]*)'([a-z]+(?:-[a-z]+)+)'/g;
const used = new Set([
  ...Object.keys(defaultSeverities),
  ...sources.flatMap((source) => [...source.matchAll(marks)].map(([, code]) => code ?? '')),
]);

describe('docs/problems.md', () => {
  it('has every code that the sources use', () => {
    expect([...used].filter((code) => !documented.has(code)).sort()).toEqual([]);
  });

  it('has no code that is gone', () => {
    // Named by the definition of the schema that a text does not fit, or chosen by a condition.
    const composed = ['bad-name', 'bad-tag', 'bad-model-reference', 'bad-source', 'bad-format'];
    const quoted = new Set(
      sources.flatMap((source) => [...source.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, code]) => code)),
    );
    expect([...documented].filter((code) => !quoted.has(code) && !composed.includes(code))).toEqual([]);
  });

  it('has the phrases that smell of a test', () => {
    expect(testPhrases.filter((phrase) => !page.includes(`«${phrase}»`))).toEqual([]);
  });

  it('has each code once', () => {
    expect(entries).toHaveLength(documented.size);
  });

  it.each(entries.filter(({ example }) => example !== null))(
    '$code: the example has it',
    async ({ code, severity, example }) => {
      const document = parseDocument(scenarioText(example ?? ''));
      const files: Files = { read: () => Promise.resolve({ refusal: 'missing' }) };
      const problems = [
        ...checkFile(document, sha256).problems,
        ...(await modelProblems(document, { files, providers: builtinProfiles })),
      ];
      expect(problems.map((problem) => `${problem.code} ${problem.severity}`)).toContain(`${code} ${severity}`);
    },
  );
});
