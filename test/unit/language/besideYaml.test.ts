import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { offset } from '../../../src/core/text/range.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { completionsBeside, problemsBeside } from '../../../src/language/besideYaml.ts';
import { completionsAt } from '../../../src/language/completion/complete.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { scenarioText } from '../../support/scenarios.ts';

function codes(text: string, schema: boolean): { readonly all: readonly string[]; readonly left: readonly string[] } {
  const document = parseDocument(text);
  const { problems } = checkScenario(document, sha256);
  return {
    all: problems.map(({ code }) => code),
    left: problemsBeside(document, problems, { schema }).map(({ code }) => code),
  };
}

describe('beside an extension for YAML', () => {
  const rows: readonly (readonly [what: string, text: string, schema: boolean, left: readonly string[]])[] = [
    ['a misspelt key is its to tell', scenarioText('titel: x'), true, []],
    ['and ours where it does not know the schema', scenarioText('titel: x'), false, ['unknown-key']],
    ['a name that stands for nothing is ours', scenarioText('system: "{{nobody}}"'), true, ['unknown-name']],
    [
      'a level that is not there is ours',
      scenarioText('factors: {a: {levels: [mild, harsh]}}\ndesign: {kind: full, only: {a: hard}}'),
      true,
      ['unknown-level'],
    ],
    ['an open bracket is its', 'id: [open', false, []],
    ['a key that is there twice is its', scenarioText('id: a\nid: b'), false, []],
    ['what YAML merges and we do not is ours', scenarioText('vars: {<<: {a: b}}'), false, ['merge-key']],
  ];

  it.each(rows)('%s', (_, text, schema, expected) => {
    const { all, left } = codes(text, schema);
    expect(left.filter((code) => code !== 'unused-factor' && code !== 'unused-variable')).toEqual(expected);
    expect(all.length).toBeGreaterThan(0);
  });

  it('offers names and leaves the words of the format to it', () => {
    const text = scenarioText('vars: {company: Harbor}\nsystem: "For {{comp}}"\n');
    const of = (at: number) =>
      completionsAt(
        { text, documents: [parseDocument(text)], models: { recent: [], scripted: [], replays: [], vscode: [] } },
        offset(at),
      );
    const names = of(text.indexOf('comp}}') + 4);
    expect(completionsBeside(names)).toEqual(names);
    expect(names.map(({ label }) => label)).toContain('company');
    const keys = of(text.length);
    expect(keys.length).toBeGreaterThan(0);
    expect(completionsBeside(keys)).toEqual([]);
  });
});
