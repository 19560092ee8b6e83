import { trialRequest } from '../conversation/converse.ts';
import type { Provider, Providers } from '../provider/provider.ts';
import type { ModelUse } from '../scenario/scenario.ts';
import type { Clock } from '../text/ports.ts';
import type { Trial } from '../trial/trial.ts';
import type { PlannedTrials } from '../trial/trials.ts';
import { runBatches } from './batch/batchRun.ts';
import type { PendingBatch } from './batch/pendingBatches.ts';
import type { Budget } from './spending/budget.ts';
import { Crew } from './crew.ts';
import type { TrialEnd } from './gradeTrial.ts';
import { journalError } from './journal/journalError.ts';
import { runTrial, type RunTrialDeps } from './runTrial.ts';
import { keyOf } from './trialKey.ts';
import { createTrialOrder, repetitionsTogether, type NextTrial } from './trialOrder.ts';

export interface RunTrialsInput {
  readonly plan: PlannedTrials;
  readonly providers: Providers;
  readonly concurrency: number;
  readonly batch?: boolean;
  readonly pending?: readonly PendingBatch[];
  readonly clock: Clock;
  readonly deps: RunTrialDeps;
  readonly budget: Budget;
  /** Whether a person stopped the run. */
  readonly isStopped: () => boolean;
  /** The run cannot go on: says why, and stops it. */
  readonly fail: (message: string, cause: unknown) => void;
}

/** Resolves to how many trials ended, when all have. No model waits for another. */
export async function runTrials(input: RunTrialsInput): Promise<number> {
  const models = new Map(input.plan.models.map((model) => [model.reference, model]));
  const counts = await Promise.all([...models.values()].map((model) => runModel(model, input)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function runModel(model: ModelUse, input: RunTrialsInput): Promise<number> {
  // A provider that cannot be had is told of by the trials that need it.
  const provider = await input.providers(model.profile).catch(() => null);
  const { batch = false, pending = [], plan, fail } = input;
  const mine = pending.filter((each) => each.model === model.reference);
  if (!batch && mine.length === 0) return runSingly(model, provider, (together) => plan.trials(together), input);
  if (provider?.batches === undefined) {
    fail(`The batches of ${model.reference} cannot be gone on with`, new Error('its provider takes none'));
    return 0;
  }
  const held = new Set(mine.flatMap(({ open }) => open.map(({ trial }) => trial)));
  const sent = new Map([...plan.trials()].filter(({ id }) => held.has(id)).map((trial) => [trial.id, trial]));
  const rest = function* (together?: number): Generator<Trial, void, void> {
    for (const trial of plan.trials(together)) if (!held.has(trial.id)) yield trial;
  };
  const batched = runBatches({
    ...input,
    model,
    batches: provider.batches,
    trials: batch ? leadersFirst(() => trialsOf(rest(plan.samples), model)) : [][Symbol.iterator](),
    sharesPrefix: prefixSharing(provider, input),
    pending: mine.map((each) => ({ batch: each, trials: each.open.flatMap(({ trial }) => sent.get(trial) ?? []) })),
  });
  const singly = batch ? 0 : runSingly(model, provider, rest, input);
  return (await batched) + (await singly);
}

/** So many workers take trial after trial. */
async function runSingly(
  model: ModelUse,
  provider: Provider | null,
  trials: (together?: number) => Iterable<Trial>,
  input: RunTrialsInput,
): Promise<number> {
  const { plan, concurrency, deps, budget, clock, fail } = input;
  const sharesPrefix = prefixSharing(provider, input);
  const together = provider?.keepsPrefix === undefined ? 1 : repetitionsTogether(plan.conditions.length, concurrency);
  const order = createTrialOrder({
    trials: trialsOf(trials(together), model),
    sharesPrefix,
    now: () => clock.now(),
    lookahead: concurrency * together,
  });
  let ended = 0;
  // Where one does not fit, none is begun any more, also no cheaper one: what is there says as much of each condition.
  const isOver = (): boolean => deps.signal.aborted || budget.isUsedUp;
  const work = async (crew: Crew): Promise<void> => {
    const mine = { ...deps, whileAway: crew.whileAway };
    let before: Promise<unknown> = Promise.resolve();
    try {
      while (!isOver() && !crew.isTooLarge) {
        const next = await order.next();
        if (next === null) break;
        try {
          if (isOver()) break;
          const end = await runGuarded(next, mine);
          if (end.ended) ended++;
          // One trial ahead of the disk: the next one's intent cannot be there before this one's outcome is.
          await before;
          before = end.recorded;
        } finally {
          next.end();
        }
      }
    } catch (cause) {
      fail('The trials could not be planned, so the run was stopped', cause);
    }
    await before;
  };
  await new Crew(Math.max(1, Math.min(concurrency, plan.count)), work).run();
  return ended;
}

/** Whether the service keeps what all trials of a condition begin with; asked once for each condition. */
function prefixSharing(provider: Provider | null, { plan }: RunTrialsInput): (trial: Trial) => boolean {
  if (plan.samples < 2 || provider?.keepsPrefix === undefined) return () => false;
  const kept = new Map<string, boolean>();
  return (trial) => {
    const { id } = trial.condition;
    const known = kept.get(id) ?? provider.keepsPrefix?.(trialRequest(trial)) ?? false;
    kept.set(id, known);
    return known;
  };
}

/**
 * One trial of each condition, then the others, condition by condition. A service works at many requests of a batch at once: so
 * what those of a condition share is kept before most of them are begun, and from one to the next.
 */
function* leadersFirst(trials: () => Iterable<Trial>): Generator<Trial, void, void> {
  const leaders = new Map<string, string>();
  for (const trial of trials()) {
    if (leaders.has(trial.condition.id)) continue;
    leaders.set(trial.condition.id, trial.id);
    yield trial;
  }
  for (const trial of trials()) if (leaders.get(trial.condition.id) !== trial.id) yield trial;
}

function* trialsOf(trials: Iterable<Trial>, { reference }: ModelUse): Generator<Trial, void, void> {
  for (const trial of trials) if (trial.model.reference === reference) yield trial;
}

/** What goes wrong in our own code ends the trial, not the run. */
async function runGuarded(next: NextTrial, deps: RunTrialDeps): Promise<TrialEnd> {
  const { trial } = next;
  try {
    return await runTrial(next, deps);
  } catch (cause) {
    deps.log.error(`Trial ${trial.id} failed`, cause);
    const result = { status: 'failed', error: journalError(cause) } as const;
    const recorded = deps.record({ type: 'outcome', ...keyOf(trial), result, durationMs: 0, at: deps.clock.now() });
    return { ended: true, recorded };
  }
}
