import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fromUsd } from '../../core/provider/cost.ts';
import type { Prices } from '../../core/provider/price.ts';
import { createBudget } from '../../core/run/spending/budget.ts';
import { createModelPools, type PoolOf } from '../../core/run/sending/modelPools.ts';
import { testExamples, type ExampleResult } from '../../core/run/testExamples.ts';
import { examplesOf, type ExampleTest } from '../../core/scenario/exampleTests.ts';
import { unpricedSentence } from '../../core/run/spending/unpricedModels.ts';
import { createScriptedFiles } from '../../node/scriptedFiles.ts';
import { sha256 } from '../../node/sha256.ts';
import { systemClock } from '../../node/systemClock.ts';
import { createCliProviders, readEndpoints } from './cliProviders.ts';
import { exitCode, UsageError, worstExitCode } from '../exitCode.ts';
import { openScenarios, type OpenScenario } from '../input/openScenario.ts';
import { notes, type Output } from '../output.ts';
import { readPriceFile } from '../input/priceFile.ts';
import { requireReady } from '../input/requireReady.ts';
import { testJson, testText, type TestedFile } from '../text/testReport.ts';

export interface TestOptions {
  /** The ids of the classifiers to test; all where it is empty. */
  readonly classifier: readonly string[];
  readonly endpoint: readonly string[];
  readonly concurrency: number;
  readonly budget?: number;
  readonly prices?: string;
}

/** Tests the classifiers of scenarios with their own examples, and prints what each got wrong. Ctrl-C stops it. */
export async function testCommand(args: readonly string[], options: TestOptions, output: Output): Promise<number> {
  const found = await openScenarios(args, output);
  if (found === null) return exitCode.usage;
  const { opened } = found;
  requireClassifiers(opened, options.classifier);
  const prices = await readPriceFile(options.prices);
  const prepared: PreparedTest[] = [];
  for (const each of opened) prepared.push(await prepare(each, options, prices));
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const poolOf = createModelPools({ clock: systemClock, concurrency: options.concurrency, limits: {} });
    const tested: TestedFile[] = [];
    for (const each of prepared) tested.push(await run(each, { poolOf, prices, signal: stop.signal, output }));
    if (tested.every(({ results }) => results.length === 0))
      output.note('There are no examples to test: add `examples` to a classifier.');
    output.json(testJson(tested));
    output.text(testText(tested, output));
    return worstExitCode(tested.flatMap(({ results }) => results.map(({ outcome }) => codes[outcome])));
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const codes: Readonly<Record<ExampleResult['outcome'], number>> = {
  passed: exitCode.fine,
  failed: exitCode.problems,
  errored: exitCode.trialsFailed,
  not_run: exitCode.stopped,
};

function requireClassifiers(opened: readonly OpenScenario[], wanted: readonly string[]): void {
  const known = new Set(opened.flatMap(({ scenario }) => scenario.classifiers.map(({ id }) => id)));
  const unknown = wanted.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UsageError(`--classifier ${unknown}: there is none of that id; there are ${[...known].join(', ')}`);
}

interface PreparedTest extends OpenScenario {
  readonly tests: readonly ExampleTest[];
  readonly providers: ReturnType<typeof createCliProviders>;
  /** In US dollars; null: no limit. */
  readonly budgetUsd: number | null;
}

/** Throws `UsageError` for all that would make each judge fail. */
async function prepare(opened: OpenScenario, options: TestOptions, prices: Prices): Promise<PreparedTest> {
  const { scenario, path } = opened;
  const tests = examplesOf(scenario, options.classifier.length === 0 ? undefined : options.classifier);
  const providers = createCliProviders({
    readScripted: createScriptedFiles(resolve(path), dirname(resolve(path))),
    endpoints: readEndpoints(options.endpoint),
  });
  const classifiers = [...new Set(tests.map(({ classifier }) => classifier))];
  await requireReady({ path, scenario: { ...scenario, classifiers } }, [], providers);
  const budgetUsd = [scenario.run.budgetUsd, options.budget ?? null].reduce((low, each) =>
    low === null || each === null ? (low ?? each) : Math.min(low, each),
  );
  const judges = classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model.reference]));
  const sentence = budgetUsd === null ? null : unpricedSentence([...new Set(judges)], prices);
  if (sentence !== null) throw new UsageError(`${sentence}: say it with --prices FILE, or remove the budget`);
  return { ...opened, tests, providers, budgetUsd };
}

async function run(
  { path, document, conditions, tests, providers, budgetUsd }: PreparedTest,
  means: { readonly poolOf: PoolOf; readonly prices: Prices; readonly signal: AbortSignal; readonly output: Output },
): Promise<TestedFile> {
  const { poolOf, prices, signal, output } = means;
  const budget = createBudget({ prices, limit: budgetUsd === null ? null : fromUsd(budgetUsd), spent: 0n });
  const results: ExampleResult[] = [];
  for await (const result of testExamples({
    ...{ tests, conditions, providers, poolOf, budget, signal },
    clock: systemClock,
    log: notes(output),
    hash: sha256,
    random: () => randomBytes(12).toString('hex'),
  }))
    results.push(result);
  return { path, document, results };
}
