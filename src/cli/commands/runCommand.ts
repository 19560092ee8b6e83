import { resolve } from 'node:path';
import { fromUsd } from '../../core/provider/cost.ts';
import { createBudget } from '../../core/run/spending/budget.ts';
import type { SharedMeans } from '../../core/run/executeRun.ts';
import { createModelPools } from '../../core/run/sending/modelPools.ts';
import { ReplayRefused } from '../../node/replays.ts';
import { startRun, type RunSession, type RunStart } from '../../node/runSession.ts';
import { systemClock } from '../../node/systemClock.ts';
import { chooseApprover } from './approverOption.ts';
import { dryRun } from './dryRun.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { systemCode } from '../input/files.ts';
import { followRuns, tellOne, tellSeveral } from './followRuns.ts';
import { openScenarios } from '../input/openScenario.ts';
import { notes, type Output } from '../output.ts';
import { prepareRun, requirePrices, type PreparedRun, type RunChoice } from './prepareRun.ts';
import { readPriceFile } from '../input/priceFile.ts';

export interface RunOptions extends RunChoice {
  readonly out: string;
  readonly concurrency: number;
  readonly fresh: boolean;
  /** A file. */
  readonly prices?: string;
  /** `ask`, `all`, `none`, or a file. */
  readonly approve?: string;
}

/**
 * Runs scenarios to their end, or until Ctrl-C, and prints what came of them. Several share one budget, their places and the
 * limits of their models. Nothing is sent where one of them has errors.
 */
export async function runCommand(args: readonly string[], options: RunOptions, output: Output): Promise<number> {
  const found = await openScenarios(args, output);
  if (found === null) return exitCode.usage;
  const { paths, opened } = found;
  const prices = await readPriceFile(options.prices);
  const runs: PreparedRun[] = [];
  for (const each of opened) runs.push(await prepareRun(each, options));
  const root = resolve(options.out);
  // A folder or a pattern stands for several files, also where it happens to hold one.
  const isOne = args.length === 1 && paths[0] === args[0];
  if (options.dryRun) return dryRun({ runs, root, prices, isOne, fresh: options.fresh }, output);
  for (const run of runs) requirePrices(run, prices);
  const { approverOf, asksHere } = await chooseApprover(options.approve, runs, output);
  const shared: SharedMeans = {
    poolOf: createModelPools({ clock: systemClock, concurrency: options.concurrency, limits: {} }),
    budget: createBudget({
      prices,
      limit: options.budget === undefined ? null : fromUsd(options.budget),
      spent: 0n,
    }),
  };
  const { concurrency, fresh } = options;
  return followRuns({
    begin: (signal) =>
      startAll(
        runs.map((run) => ({
          ...run,
          ...{
            root,
            prices,
            fresh,
            concurrency,
            shared,
            approver: approverOf(),
            signal,
            path: resolve(run.path),
            log: notes(output),
          },
        })),
      ),
    tell: (ended) =>
      isOne
        ? tellOne(ended, output)
        : tellSeveral({ ended, paths, budget: { usd: options.budget ?? null, needed: shared.budget.needed } }, output),
    output,
    showsProgress: () => !asksHere,
  });
}

async function startAll(runs: readonly RunStart[]): Promise<readonly RunSession[]> {
  const sessions: RunSession[] = [];
  try {
    for (const run of runs) sessions.push(await start(run));
    return sessions;
  } catch (error) {
    for (const session of sessions) await session.close();
    throw error;
  }
}

/** A folder that cannot be written to is a mistake in the command line, not a fault. */
async function start(run: RunStart): Promise<RunSession> {
  try {
    return await startRun(run);
  } catch (error) {
    if (error instanceof ReplayRefused) throw new UsageError(error.message);
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(`--out ${run.root}: the run cannot be written there (${code}); name a folder that can be`);
  }
}
