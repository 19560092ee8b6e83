import { dirname, resolve } from 'node:path';
import type { Prices } from '../../core/provider/price.ts';
import type { Providers } from '../../core/provider/provider.ts';
import { askedModels } from '../../core/run/askedModels.ts';
import { unpricedSentence } from '../../core/run/spending/unpricedModels.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import { GradeRefused, gradeRun, type GradeStart } from '../../node/gradeRun.ts';
import type { RunSession } from '../../node/runSession.ts';
import { UnreadableRun } from '../../node/runStore.ts';
import { createScriptedFiles } from '../../node/scriptedFiles.ts';
import { createCliProviders, readEndpoints } from './cliProviders.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { systemCode } from '../input/files.ts';
import { findRun } from '../input/findRun.ts';
import { followRuns, tellOne } from './followRuns.ts';
import { openScenario } from '../input/openScenario.ts';
import { notes, type Output } from '../output.ts';
import { readPriceFile } from '../input/priceFile.ts';
import { requireReady } from '../input/requireReady.ts';
import type { RunOptions } from './runCommand.ts';

export interface GradeOptions extends Pick<
  RunOptions,
  'out' | 'endpoint' | 'concurrency' | 'budget' | 'prices' | 'fresh'
> {
  /** A file. */
  readonly scenario?: string;
  readonly judge?: string;
  readonly classifier: readonly string[];
}

/** Grades the transcripts of a run anew, to the end or until Ctrl-C; `resume` goes on with it. No trial is sent. */
export async function gradeCommand(named: string, options: GradeOptions, output: Output): Promise<number> {
  const { root, run } = await findRun(named, options.out);
  const given = options.scenario === undefined ? null : await openScenario(options.scenario, output);
  if (options.scenario !== undefined && given === null) return exitCode.usage;
  const prices = await readPriceFile(options.prices);
  const endpoints = readEndpoints(options.endpoint);
  const begin = async (signal: AbortSignal): Promise<readonly RunSession[]> => [
    await grade({
      ...{ root, run, prices, signal, log: notes(output) },
      given: given && { ...given, path: resolve(given.path) },
      judge: options.judge ?? null,
      classifiers: options.classifier.length === 0 ? null : options.classifier,
      fresh: options.fresh,
      concurrency: options.concurrency,
      budgetUsd: options.budget ?? null,
      providers: (readStored, ownPath) =>
        createCliProviders({
          readScripted:
            given === null
              ? firstOf(readStored, createScriptedFiles(ownPath, root))
              : firstOf(createScriptedFiles(resolve(given.path), dirname(resolve(given.path))), readStored),
          endpoints,
        }),
      requireReady: (scenario, providers) => requireJudges({ run, scenario, options, prices, providers }),
    }),
  ];
  return followRuns({ begin, tell: (ended) => tellOne(ended, output), output, showsProgress: () => true });
}

type ReadScripted = (name: string) => Promise<string | null>;

/** A run's own text is graded by the scripted judges that it kept, a file by those that are beside it now. */
function firstOf(one: ReadScripted, other: ReadScripted): ReadScripted {
  return async (name) => (await one(name)) ?? other(name);
}

interface Asked {
  readonly run: string;
  readonly scenario: Scenario;
  readonly options: GradeOptions;
  readonly prices: Prices;
  readonly providers: Providers;
}

async function requireJudges({ run, scenario, options, prices, providers }: Asked): Promise<void> {
  await requireReady({ path: run, scenario }, [], providers);
  const sentence = options.budget === undefined ? null : unpricedSentence(askedModels([], scenario), prices);
  if (sentence !== null) throw new UsageError(`${sentence}: say it with --prices FILE, or remove the budget`);
}

async function grade(start: GradeStart): Promise<RunSession> {
  try {
    return await gradeRun(start);
  } catch (error) {
    if (error instanceof GradeRefused || error instanceof UnreadableRun) throw new UsageError(error.message);
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(`${start.run} cannot be graded: no run can be written beside it (${code})`);
  }
}
