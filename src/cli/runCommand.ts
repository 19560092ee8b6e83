import { resolve } from 'node:path';
import type { Provider, Providers } from '../core/provider/provider.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import { findModel } from '../core/scenario/runSettings.ts';
import { selectConditions } from '../core/trial/trials.ts';
import { runView } from '../core/view/runView.ts';
import type { RunView } from '../core/view/views.ts';
import { keyVariable } from '../node/environmentKeys.ts';
import { startRun, type RunSession, type RunStart } from '../node/runSession.ts';
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
  const providers = createCliProviders({ scenarioPath: resolve(path), endpoints: readEndpoints(options.endpoint) });
  await requireReady(opened, models, providers);
  const planned = conditions.length * models.length * samples;
  if (options.dryRun) return dryRun(planned, { conditions: conditions.length, models: models.length, samples }, output);

  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const session = await start({
      root,
      path: resolve(path),
      text: opened.text,
      files: opened.files,
      scenario,
      conditions,
      models,
      samples,
      fresh: options.fresh,
      providers,
      concurrency: options.concurrency,
      signal: stop.signal,
      log: { info: () => undefined, warn: (message) => output.note(message), error: (message) => output.note(message) },
    });
    return await follow(session, planned, output);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
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

async function follow(session: RunSession, planned: number, output: Output): Promise<number> {
  const progress = createProgress(planned, output);
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
  output.json(runJson(view));
  output.text(runText(view, session.folder, output));
  return runExitCode(view);
}

/** Where several hold: stopped, then failed trials, then expectations. */
function runExitCode({ status, progress, expectations }: RunView): number {
  if (status === 'stopped') return exitCode.stopped;
  if (status === 'failed' || progress.failed > 0) return exitCode.trialsFailed;
  return expectations.every(({ outcome }) => outcome === 'passed') ? exitCode.fine : exitCode.problems;
}

function runJson({ run, progress, reused, usage, cells, expectations }: RunView) {
  return {
    run,
    trials: { planned: progress.planned, completed: progress.completed, reused, failed: progress.failed },
    // No price is known yet, so the cost is unknown, not zero.
    usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, costUsd: null },
    cells,
    expectations,
  };
}

function dryRun(
  planned: number,
  of: { readonly conditions: number; readonly models: number; readonly samples: number },
  output: Output,
): number {
  output.json({
    run: null,
    trials: { planned, completed: 0, reused: 0, failed: 0 },
    usage: { inputTokens: null, outputTokens: null, costUsd: null },
    cells: [],
    expectations: [],
  });
  output.text(
    `${planned} trials: ${of.conditions} conditions × ${of.models} models × ${of.samples} samples. Nothing was sent; what they would cost is not known.`,
  );
  return exitCode.fine;
}

function modelUse(scenario: Scenario, reference: string): ModelUse {
  const model = findModel(scenario, reference);
  if (model === null) throw new UsageError(`--model ${reference}: write profile/name, as in scripted/demo`);
  return model;
}

/** Everything that would make each trial fail is said before the first is sent. */
async function requireReady(
  { path, scenario }: OpenScenario,
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
