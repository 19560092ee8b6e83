import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { createPrices } from '../../../src/core/provider/prices.ts';
import { scenarioLenses, type EarlierRuns } from '../../../src/language/lenses.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { scenarioText } from '../../support/scenarios.ts';

const document = parseDocument(
  scenarioText(`system: "{{threat}}"
factors: {threat: {baseline: none, levels: {none: "", replacement: You are replaced.}}}
run: {samples: 3, max_tokens: 100, models: [scripted/demo, anthropic/claude-opus-5-5]}`),
);

/** Each lens as its title and what its click asks for. */
function lenses(
  keyless: readonly string[],
  running = false,
  unknown: readonly string[] = [],
  earlier: EarlierRuns | null = null,
): readonly string[] {
  const { scenario, conditions } = checkScenario(document, sha256);
  if (scenario === null) throw new Error('the scenario of the test is not valid');
  return scenarioLenses({
    document,
    scenario,
    conditions,
    keyless: new Set(keyless),
    unknown: new Set(unknown),
    running,
    earlier,
    prices: createPrices(),
  }).map(({ title, action }) => `${title} → ${JSON.stringify(action)}`);
}

test('run all, preview, and above each model and each level: run only that', () => {
  expect(lenses([])).toMatchInlineSnapshot(`
    [
      "$(play) Run (12 trials, up to ≈ $0.012) → {"do":"run","models":null,"where":[]}",
      "Preview prompts → {"do":"preview"}",
      "$(play) Run scripted/demo (6 trials) → {"do":"run","models":["scripted/demo"],"where":[]}",
      "$(play) Run anthropic/claude-opus-5-5 (6 trials, up to ≈ $0.012) → {"do":"run","models":["anthropic/claude-opus-5-5"],"where":[]}",
      "$(play) none (6) → {"do":"run","models":null,"where":[{"factor":"threat","level":"none"}]}",
      "$(play) replacement (6) → {"do":"run","models":null,"where":[{"factor":"threat","level":"replacement"}]}",
    ]
  `);
});

test('nothing is offered for models whose transcripts were made elsewhere', () => {
  const imported = parseDocument(scenarioText('run: {samples: 3, max_tokens: 100, models: [imported/a]}'));
  const { scenario, conditions } = checkScenario(imported, sha256);
  if (scenario === null) throw new Error('the scenario of the test is not valid');
  const none = new Set<string>();
  const given = { keyless: none, unknown: none, running: false, earlier: null, prices: createPrices() };
  const offered = scenarioLenses({ document: imported, scenario, conditions, ...given });
  expect(offered.map(({ title }) => title)).toEqual(['Preview prompts']);
});

test('without a key: what can be run, and what is missing', () => {
  expect(lenses(['anthropic'])).toMatchInlineSnapshot(`
    [
      "$(play) Run on scripted/demo (6 trials) → {"do":"run","models":["scripted/demo"],"where":[]}",
      "$(key) Set API key for anthropic (6 trials, up to ≈ $0.012) → {"do":"setKey","profile":"anthropic"}",
      "Preview prompts → {"do":"preview"}",
      "$(play) Run scripted/demo (6 trials) → {"do":"run","models":["scripted/demo"],"where":[]}",
      "$(key) Set API key for anthropic (6 trials, up to ≈ $0.012) → {"do":"setKey","profile":"anthropic"}",
      "$(play) none (3) → {"do":"run","models":["scripted/demo"],"where":[{"factor":"threat","level":"none"}]}",
      "$(play) replacement (3) → {"do":"run","models":["scripted/demo"],"where":[{"factor":"threat","level":"replacement"}]}",
    ]
  `);
});

test('while it runs, Stop takes the place of Run', () => {
  expect(lenses([], true).slice(0, 2)).toMatchInlineSnapshot(`
    [
      "$(debug-stop) Stop → {"do":"stop"}",
      "Preview prompts → {"do":"preview"}",
    ]
  `);
});

test('a provider that nobody has set up is said to be one, where its models stand', () => {
  const found = lenses([], false, ['anthropic']);
  expect(found[0]).toMatch(/Run on scripted\/demo/);
  const lens =
    '$(plug) Set up the provider «anthropic» (6 trials, up to ≈ $0.012) → {"do":"addProfile","profile":"anthropic"}';
  expect(found.filter((each) => each.includes('addProfile'))).toEqual([lens, lens]);
});

test('what earlier runs have is not run again, and a run that was left can be resumed', () => {
  const earlier: EarlierRuns = {
    reusable: (_condition, model) => (model === 'scripted/demo' ? 2 : 0),
    unfinished: { left: 5, planned: 12 },
  };
  expect(lenses([], false, [], earlier).map((lens) => lens.replace(/ → .*/, '').replace(/, up to [^)]*/, ''))).toEqual([
    '$(debug-continue) Resume (5 of 12 trials left)',
    '$(play) Run (8 of 12 to run)',
    'Preview prompts',
    '$(play) Run scripted/demo (2 of 6 to run)',
    '$(play) Run anthropic/claude-opus-5-5 (6 trials)',
    '$(play) none (4 of 6)',
    '$(play) replacement (4 of 6)',
  ]);
});
