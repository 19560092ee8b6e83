import type { Yield } from '../text/ports.ts';
import type { Trial } from '../trial/trial.ts';
import { collectTranscript, read, type CollectDeps } from './collectTranscript.ts';
import { gradeTrial, type TrialEnd } from './gradeTrial.ts';
import type { Recall, Recalled } from './journal/recall.ts';
import { keyOf } from './trialKey.ts';
import type { NextTrial } from './trialOrder.ts';

export interface RunTrialDeps extends CollectDeps {
  readonly recall: Recall;
  /**
   * One answer goes on at a time. Many come together, and were all of them graded at once, the next requests would be sent
   * together too, and service and client would wait for each other in turns.
   */
  readonly turn: Yield;
}

/**
 * Runs one trial and grades it: nothing is sent before its intent is on disk, and nothing is told before it is on disk itself.
 * A trial whose response is known is only graded. One that was stopped has not ended. Rejects for bugs of its own alone.
 */
export async function runTrial({ trial, onKept }: NextTrial, deps: RunTrialDeps): Promise<TrialEnd> {
  const known = await deps.recall(trial);
  return known === null ? sendTrial(trial, onKept, deps) : finishTrial(trial, known, deps);
}

async function finishTrial(
  trial: Trial,
  { copy, transcript, graded }: Recalled,
  deps: RunTrialDeps,
): Promise<TrialEnd> {
  const copied = copy.map((event) => deps.record(event));
  const isGraded = deps.scenario.classifiers.every(({ id }) => graded.has(id));
  if (isGraded) return { ended: true, recorded: Promise.all(copied) };
  const reading = read(trial, transcript, deps.log);
  return after(copied, await gradeTrial({ trial, transcript, reading, graded }, deps));
}

async function sendTrial(trial: Trial, onKept: NextTrial['onKept'], deps: RunTrialDeps): Promise<TrialEnd> {
  const { result, reading, durationMs, sent } = await collectTranscript({ trial, onKept }, deps);
  if (result.status === 'stopped' && !sent) return { ended: false, recorded: Promise.resolve() };
  // The journal keeps the order of its appends, so grading need not wait for the disk: no verdict is there before its outcome.
  const recorded = deps.record({ type: 'outcome', ...keyOf(trial), result, durationMs, at: deps.clock.now() });
  await deps.turn();
  if (result.status !== 'completed') return { ended: result.status === 'failed', recorded };
  const { transcript } = result;
  return after([recorded], await gradeTrial({ trial, transcript, reading, graded: new Set() }, deps));
}

function after(before: readonly Promise<unknown>[], { ended, recorded }: TrialEnd): TrialEnd {
  return { ended, recorded: Promise.all([...before, recorded]) };
}
