import { randomBytes } from 'node:crypto';
import { fromUsd } from '../../core/provider/cost.ts';
import type { Prices } from '../../core/provider/price.ts';
import { createBudget } from '../../core/run/spending/budget.ts';
import { createModelPools } from '../../core/run/sending/modelPools.ts';
import { testExamples, type ExampleResult } from '../../core/run/testExamples.ts';
import type { ExampleTest } from '../../core/scenario/exampleTests.ts';
import type { Log } from '../../core/text/ports.ts';
import { sha256 } from '../../node/sha256.ts';
import { systemClock } from '../../node/systemClock.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import type { EditorProviders } from '../models/editorProviders.ts';
import { configuredLimits } from '../running/limits.ts';
import { placeOf } from '../running/runPlace.ts';
import { concurrency, requirePrices } from '../running/runTerms.ts';
import { requireTrust } from '../trust.ts';

export interface ExampleTesterDeps {
  readonly providers: EditorProviders;
  readonly prices: () => Prices;
  readonly log: Log;
}

/** Grades examples of one scenario, under the budget of its runs. A gate needs nothing; a judge needs trust, as a run does. */
export function gradeExamples(
  { checked, tests, signal }: { checked: CheckedScenario; tests: readonly ExampleTest[]; signal: AbortSignal },
  { providers, prices, log }: ExampleTesterDeps,
): AsyncGenerator<ExampleResult> {
  const judges = tests.flatMap(({ classifier }) => classifier.judge?.model.reference ?? []);
  if (judges.length > 0) requireTrust('Testing a classifier with a judge');
  const usd = checked.scenario?.run.budgetUsd ?? null;
  if (usd !== null) requirePrices([...new Set(judges)], prices());
  const { path, root } = judges.length > 0 ? placeOf(checked.uri) : { path: checked.uri.fsPath, root: '' };
  return testExamples({
    ...{ tests, signal, log },
    conditions: checked.conditions,
    providers: providers(path, root),
    clock: systemClock,
    poolOf: createModelPools({ clock: systemClock, concurrency: concurrency(), limits: configuredLimits() }),
    budget: createBudget({ prices: prices(), limit: usd === null ? null : fromUsd(usd), spent: 0n }),
    hash: sha256,
    random: () => randomBytes(12).toString('hex'),
  });
}
