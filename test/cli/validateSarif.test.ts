import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const fine = scenarioText(source`
  run: {samples: 2, max_tokens: 1024, models: [anthropic/claude-opus-5-5]}
  canary: 0b0f6f5e-0000-4000-8000-000000000000
`);

/** The parts of SARIF 2.1.0 that GitHub's page on its support asks for. */
interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly semanticVersion: string; rules: readonly Rule[] };
    };
    readonly columnKind: string;
    readonly results: readonly Result[];
  }[];
}
interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly (Place & { readonly id: number })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly unknown[];
}
interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
  };
}

const typo = scenarioText(source`
  vars: {name: Ada}
  user: "😀 Hello {{nmae}} and {{nmae}}"
  canary: 0b0f6f5e-0000-4000-8000-000000000000
`);

async function sarif(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  await using folder = await createFolder(files);
  const { code, stdout, stderr } = await runCli(['validate', ...args, '--format', 'sarif'], { cwd: folder.path });
  const log = JSON.parse(stdout) as Sarif;
  const [run, ...others] = log.runs;
  if (run === undefined || others.length > 0) throw new Error('a log of one run was expected');
  return { code, stderr, log, run, rules: run.tool.driver.rules, results: run.results };
}

describe('validate, for code scanning', () => {
  it('is SARIF 2.1.0 of one tool', async () => {
    const { code, stderr, log, run } = await sarif({ 'a.scenario.yaml': typo }, '.');
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') as unknown });
    expect(run).toMatchObject({ columnKind: 'utf16CodeUnits', tool: { driver: { name: 'Scenarist' } } });
    expect(run.tool.driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+/);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('has a place, a level and a fix for a problem', async () => {
    const { results } = await sarif({ 'scenarios/with space.scenario.yaml': typo }, 'scenarios');
    const artifactLocation = { uri: 'scenarios/with%20space.scenario.yaml' };
    const region = { startLine: 5, startColumn: 17, endLine: 5, endColumn: 25 };
    const found = results.find(({ ruleId }) => ruleId === 'unknown-name');
    expect(found).toMatchObject({
      level: 'error',
      message: { text: expect.stringContaining('Did you mean `name`?') as unknown },
      locations: [{ physicalLocation: { artifactLocation, region } }],
    });
    expect(found?.fixes?.[0]).toEqual({
      description: { text: 'Change to `{{name}}`' },
      artifactChanges: [
        {
          artifactLocation,
          replacements: [
            {
              deletedRegion: { startLine: 5, startColumn: 19, endLine: 5, endColumn: 23 },
              insertedContent: { text: 'name' },
            },
          ],
        },
      ],
    });
    expect(results.find(({ ruleId }) => ruleId === 'unused-variable')).toMatchObject({ level: 'note' });
  });

  it('has a rule with its texts for every result', async () => {
    const { rules, results } = await sarif({ 'a.scenario.yaml': typo, 'b.scenario.yaml': 'id: [open' }, '.');
    expect(results.length).toBeGreaterThan(2);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    for (const { shortDescription, fullDescription, help, defaultConfiguration } of rules) {
      for (const text of [shortDescription.text, fullDescription.text, help.text]) expect(text).toMatch(/^[^`]+\.$/);
      expect(help.markdown).toContain('**Do:**');
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
  });

  it('has only places that exist, from 1, and relative addresses', async () => {
    const { results } = await sarif(
      { 'a.scenario.yaml': typo, 'b/c.scenario.yaml': 'id: [open', 'd.scenario.yaml': '' },
      '.',
    );
    const places = results.flatMap(({ locations, relatedLocations = [] }) => [...locations, ...relatedLocations]);
    expect(places.length).toBeGreaterThanOrEqual(results.length);
    for (const { physicalLocation } of places) {
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
      for (const number of [startLine, startColumn, endLine, endColumn]) expect(number).toBeGreaterThanOrEqual(1);
      expect(endLine * 1e6 + endColumn).toBeGreaterThanOrEqual(startLine * 1e6 + startColumn);
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[a-z/]+\.scenario\.yaml$/);
    }
  });

  it('has fingerprints that tell problems apart and stay when lines move', async () => {
    const before = await sarif({ 'a.scenario.yaml': typo }, '.');
    const moved = await sarif({ 'a.scenario.yaml': `# A comment.\n\n${typo}` }, '.');
    const prints = (results: readonly Result[]) =>
      results.map(({ partialFingerprints }) => partialFingerprints['scenaristProblem/v1']);
    expect(new Set(prints(before.results)).size).toBe(before.results.length);
    expect(prints(moved.results)).toEqual(prints(before.results));
    expect(moved.results[0]?.locations).not.toEqual(before.results[0]?.locations);
  });

  it('has no result for a file that is fine', async () => {
    expect(await sarif({ 'a.scenario.yaml': fine }, '.')).toMatchObject({ code: 0, results: [], rules: [] });
  });

  it('has the full address of a file outside of the folder', async () => {
    await using folder = await createFolder({ 'a.scenario.yaml': typo, 'inside/b.txt': '' });
    const args = ['validate', '../a.scenario.yaml', '--format', 'sarif'];
    const { stdout } = await runCli(args, { cwd: `${folder.path}/inside` });
    const [result] = (JSON.parse(stdout) as Sarif).runs[0]?.results ?? [];
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\/.*\/a\.scenario\.yaml$/);
  });
});
