/**
 * The YAML language server as an oracle: whatever it finds in a file with one defect, we find too. Nothing is left to chance,
 * the seeds are numbered.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { createLineIndex, offset } from '../../../src/core/text/range.ts';
import { deriveSeed, seededRandom } from '../../../src/core/trial/random.ts';
import { check, exampleNames, exampleText } from '../../support/examples.ts';
import { createLanguageServer, type ServerFinding } from '../../support/languageServer.ts';
import { explain, type Explanation, type Verdicts } from './explanations.ts';
import { mutations, type Mutation } from './mutations.ts';
import { yamlSites } from './yamlSites.ts';

/** Files of each kind of defect in which the server finds something; as many as there are, where these are fewer. */
const wanted = 12;
const mostTries = 200;

const server = createLanguageServer();
const originals = [
  ...exampleNames.map(exampleText),
  readFileSync('test/fixtures/wholeFormat.scenario.yaml', 'utf8'),
].map((text) => ({ text, sites: yamlSites(text), problems: new Set(errorsOf(text).map(identityOf)) }));

interface Mutants {
  readonly kind: string;
  /** Those in which the server finds something. */
  readonly found: readonly Verdicts[];
  /** How many are wrong for us alone, for neither, and how many the server failed on. */
  readonly onlyOurs: number;
  readonly neither: number;
  readonly failed: number;
}

const results: Mutants[] = [];
for (const [kind, mutate] of Object.entries(mutations)) results.push(await tryMutants(kind, mutate));

async function tryMutants(kind: string, mutate: Mutation): Promise<Mutants> {
  const found: Verdicts[] = [];
  const counts = { onlyOurs: 0, neither: 0, failed: 0 };
  const seen = new Set<string>();
  for (let seed = 1; seed <= mostTries && found.length < wanted; seed++) {
    const original = originals[seed % originals.length];
    const text = original && mutate(original, seededRandom(deriveSeed(seed, kind)));
    if (!original || text === null || text === undefined || text === original.text || seen.has(text)) continue;
    seen.add(text);
    const findings = await server(text);
    if (findings === null) {
      counts.failed++;
      continue;
    }
    const theirs = findings.filter((finding) => finding.kind !== 'remark');
    const ours = errorsOf(text).filter((problem) => !original.problems.has(identityOf(problem)));
    if (theirs.length > 0)
      found.push({ document: parseDocument(text), changed: changed(original.text, text), theirs, ours });
    else if (ours.length > 0) counts.onlyOurs++;
    else counts.neither++;
  }
  return { kind, found, ...counts };
}

/** Experiment warnings are no part of the comparison. */
function errorsOf(text: string) {
  return check(text).problems.filter(({ severity }) => severity === 'error');
}

/** Some of the format is not run by this version. What is wrong without a defect answers no finding. */
function identityOf({ code, pointer }: { readonly code: string; readonly pointer: string | null }): string {
  return `${code} ${String(pointer)}`;
}

function changed(before: string, after: string): ServerFinding['lines'] {
  let start = 0;
  while (start < after.length && before[start] === after[start]) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same++;
  const lines = createLineIndex(after);
  return { first: lines.positionAt(offset(start)).line, last: lines.positionAt(offset(after.length - same)).line };
}

function explanations(verdicts: Verdicts): readonly (readonly [ServerFinding, Explanation | null])[] {
  return verdicts.theirs.map((finding) => [finding, explain(finding, verdicts)]);
}

/** What a person needs to look into a miss. */
function shown(verdicts: Verdicts): string {
  const { document, changed: lines, theirs, ours } = verdicts;
  const at = (line: number): string => `${String(line + 1)}: ${document.text.split('\n')[line] ?? ''}`;
  return [
    `changed at ${at(lines.first)}`,
    ...theirs.map(({ lines: { first }, message }) => `server, line ${String(first + 1)}: ${message}`),
    ...ours.map(({ range, message }) => `ours, line ${at(document.lines.positionAt(range.start).line)}: ${message}`),
  ].join('\n');
}

describe('a file with one defect', () => {
  it('is nothing to the server before it has one', async () => {
    for (const { text } of originals) expect(await server(text)).toEqual([]);
  });

  it.each(results)('$kind: what the server finds, we find', ({ found }) => {
    const missed = found.filter((verdicts) => explanations(verdicts).some(([, why]) => why === null));
    expect(missed.map(shown)).toEqual([]);
  });

  it('is tried in two hundred files, and of some only we say that they are wrong', () => {
    const files = results.reduce((sum, { found }) => sum + found.length, 0);
    const count = (key: 'onlyOurs' | 'neither' | 'failed'): number => results.reduce((sum, each) => sum + each[key], 0);
    const reasons = results.flatMap(({ found }) => found.flatMap(explanations)).map(([, reason]) => reason);
    const shares = (['same place', 'same map', 'no document'] as const).map(
      (reason) => [reason, reasons.filter((each) => each === reason).length] as const,
    );
    process.stdout.write(
      `${String(files)} files in which the language server finds something: ${String(reasons.length)} findings ` +
        `(${shares.map(([reason, share]) => `${reason} ${String(share)}`).join(', ')}). ` +
        `On the way, only we find something in ${String(count('onlyOurs'))}, neither in ${String(count('neither'))} ` +
        `(allowed by the format), and the server fails on ${String(count('failed'))}.\n`,
    );
    expect(files).toBeGreaterThanOrEqual(200);
    expect(count('onlyOurs')).toBeGreaterThan(0);
    // A reason that is never needed has to go.
    expect(shares.filter(([, share]) => share === 0)).toEqual([]);
  });
});
