import { dirname, resolve } from 'node:path';
import type { Prices } from '../core/provider/price.ts';
import type { Provider, Providers } from '../core/provider/provider.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import { askedModels } from '../core/run/askedModels.ts';
import { unpricedSentence } from '../core/run/unpricedModels.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import { findModel } from '../core/scenario/runSettings.ts';
import { selectConditions } from '../core/trial/trials.ts';
import { runView } from '../core/view/runView.ts';
import type { RunCost, RunView } from '../core/view/views.ts';
import { keyVariable } from '../node/environmentKeys.ts';
import { createScriptedFiles } from '../node/scriptedFiles.ts';
import { startRun, type RunSession, type RunStart } from '../node/runSession.ts';
import { dryRun } from './dryRun.ts';
import { readPriceFile } from './priceFile.ts';
import { serviceProfiles } from '../providers/services.ts';
import { createCliProviders, readEndpoints } from './cliProviders.ts';
import { exitCode, UsageError } from './exitCode.ts';
import { systemCode } from './files.ts';
import { openScenario, type OpenScenario } from './openScenario.ts';
import type { Output } from './output.ts';
import { createProgress } from './progress.ts';
import { runText } from './runText.ts';
import { readWhere } from './where.ts';

export interface RunOptions {
  readonly model: readonly string[];
  readonly where: readonly string[];
  readonly samples?: number;
  readonly out: string;
  readonly endpoint: readonly string[];
  readonly concurrency: number;
  readonly fresh: boolean;
  readonly budget?: number;
  /** A file. */
  readonly prices?: string;
  readonly dryRun: boolean;
}

/** Runs a scenario to its end, or until Ctrl-C, and prints what came of it. */
export async function runCommand(path: string, options: RunOptions, output: Output): Promise<number> {
  const opened = await openScenario(path, output);
  if (opened === null) return exitCode.usage;
  const { scenario } = opened;
  const conditions = selectConditions(opened.conditions, readWhere(options.where, scenario.factors));
  if (conditions.length === 0)
    throw new UsageError(`no condition of ${path} has ${options.where.join(' and ')}: the design leaves it out`);
  const models =
    options.model.length === 0 ? scenario.run.models : options.model.map((reference) => modelUse(scenario, reference));
  const samples = options.samples ?? scenario.run.samples;
  const root = resolve(options.out);
  const providers = createCliProviders({
    readScripted: createScriptedFiles(resolve(path), dirname(resolve(path))),
    endpoints: readEndpoints(options.endpoint),
  });
  await requireReady(opened, models, providers);
  const prices = await readPriceFile(options.prices);
  if (options.dryRun) return dryRun({ conditions, models, samples, scenario, prices, providers }, output);
  const budgetUsd = lowest(scenario.run.budgetUsd, options.budget ?? null);
  if (budgetUsd !== null) requirePrices(askedModels(models, scenario), prices);
  const begin = (signal: AbortSignal): Promise<RunSession> =>
    start({
      root,
      path: resolve(path),
      text: opened.text,
      files: opened.files,
      scenario,
      conditions,
      models,
      samples,
      prices,
      budgetUsd,
      fresh: options.fresh,
      providers,
      concurrency: options.concurrency,
      signal,
      log: { info: () => undefined, warn: (message) => output.note(message), error: (message) => output.note(message) },
    });
  return followRun(begin, output);
}

/** A folder that cannot be written to is a mistake in the command line, not a fault. */
async function start(run: RunStart): Promise<RunSession> {
  try {
    return await startRun(run);
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(`--out ${run.root}: the run cannot be written there (${code}); name a folder that can be`);
  }
}

/** Begins a run, follows it to its end or until Ctrl-C, and prints what came of it. Resolves to the exit code. */
export async function followRun(begin: (signal: AbortSignal) => Promise<RunSession>, output: Output): Promise<number> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await follow(await begin(stop.signal), output);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

async function follow(session: RunSession, output: Output): Promise<number> {
  const { manifest, state } = session;
  const progress = createProgress(manifest.planned - state.progress.completed, output);
  try {
    for await (const event of session.events()) {
      if (event.type === 'journaled' && event.event.type === 'outcome') progress.advance();
    }
  } catch (error) {
    // The run is «failed» now, and what came of the trials before is still shown.
    output.note(`the run ended early: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    progress.end();
    await session.close();
  }
  const view = runView(session.state, { stale: false, stopping: false });
  output.json({ ...runJson(view), interrupted: session.interrupted.map(({ trial, judge }) => ({ trial, judge })) });
  output.text(runText(view, session.folder, output));
  return runExitCode(view);
}

/** Where several hold: stopped, then failed trials, then expectations. */
function runExitCode({ status, progress, expectations }: RunView): number {
  if (status === 'stopped' || status === 'out-of-budget') return exitCode.stopped;
  if (status === 'failed' || progress.failed > 0) return exitCode.trialsFailed;
  return expectations.every(({ outcome }) => outcome === 'passed') ? exitCode.fine : exitCode.problems;
}

function runJson({ run, progress, reused, usage, cost, cells, expectations }: RunView) {
  return {
    run,
    trials: { planned: progress.planned, completed: progress.completed, reused, failed: progress.failed },
    usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, costUsd: costUsd(cost) },
    cells,
    expectations,
  };
}

/** Null where it is not known to the cent. */
function costUsd({ spent: [atLeast, atMost] }: RunCost): number | null {
  return atLeast === atMost ? atMost : null;
}

function lowest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function requirePrices(models: readonly string[], prices: Prices): void {
  const sentence = unpricedSentence(models, prices);
  if (sentence !== null) throw new UsageError(`${sentence}: say it with --prices FILE, or remove the budget`);
}

function modelUse(scenario: Scenario, reference: string): ModelUse {
  const model = findModel(scenario, reference);
  if (model === null) throw new UsageError(`--model ${reference}: write profile/name, as in scripted/demo`);
  return model;
}

/** Everything that would make each trial fail is said before the first is sent. */
export async function requireReady(
  { path, scenario }: Pick<OpenScenario, 'path' | 'scenario'>,
  models: readonly ModelUse[],
  providers: Providers,
): Promise<void> {
  const judges = scenario.classifiers.flatMap(({ judge }) =>
    judge === null ? [] : [{ ...judge.model, parameters: { maxTokens: judge.maxTokens } }],
  );
  for (const model of [...models, ...judges]) {
    const provider = await findProvider(model, providers);
    const complaints = await provider.check(model.name, model.parameters);
    if (complaints.length > 0) throw new UsageError(`${path}: ${model.reference}: ${complaints.join(' ')}`);
  }
}

async function findProvider(
  { profile, reference }: Pick<ModelUse, 'profile' | 'reference'>,
  providers: Providers,
): Promise<Provider> {
  const provider = await providers(profile).catch((error: unknown) => {
    const needsKey = error instanceof ProviderError && error.kind === 'no_key';
    throw needsKey
      ? new UsageError(`${reference} needs an API key: set ${keyVariable(profile)}, or run with --model scripted/demo`)
      : error;
  });
  if (provider === null)
    throw new UsageError(
      `${reference}: there is no provider profile «${profile}»; there are ${['scripted', ...serviceProfiles].join(', ')}, and any that --endpoint ${profile}=URL adds`,
    );
  return provider;
}
