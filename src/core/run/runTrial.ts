import { converse, type Turn } from '../conversation/converse.ts';
import type { Delta } from '../provider/provider.ts';
import type { Log } from '../text/ports.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import type { Message, Reading, Transcript } from '../transcript/transcript.ts';
import type { Trial } from '../trial/trial.ts';
import { OutOfBudget } from './budget.ts';
import { gradeTrial, type GradeTrialDeps, type TrialEnd } from './gradeTrial.ts';
import type { OutcomeEvent } from './journal.ts';
import { isCancelled, journalError } from './journalError.ts';
import { createPartialResponse } from './partialResponse.ts';
import type { Recall, Recalled } from './recall.ts';
import { keyOf } from './trialKey.ts';
import type { NextTrial } from './trialOrder.ts';

export interface RunTrialDeps extends GradeTrialDeps {
  readonly recall: Recall;
  readonly onDelta: (trial: string, delta: Delta) => void;
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
  const { result, reading, durationMs, sent } = await collect(trial, onKept, deps);
  if (result.status === 'stopped' && !sent) return { ended: false, recorded: Promise.resolve() };
  // The journal keeps the order of its appends, so grading need not wait for the disk: no verdict is there before its outcome.
  const recorded = deps.record({ type: 'outcome', ...keyOf(trial), result, durationMs, at: deps.clock.now() });
  if (result.status !== 'completed') return { ended: result.status === 'failed', recorded };
  const { transcript } = result;
  return after([recorded], await gradeTrial({ trial, transcript, reading, graded: new Set() }, deps));
}

function after(before: readonly Promise<unknown>[], { ended, recorded }: TrialEnd): TrialEnd {
  return { ended, recorded: Promise.all([...before, recorded]) };
}

interface Collected {
  readonly result: OutcomeEvent['result'];
  /** Null where there is no transcript, or where reading it failed. */
  readonly reading: Reading | null;
  readonly durationMs: number;
  /** Whether anything may have been sent. */
  readonly sent: boolean;
}

async function collect(trial: Trial, onKept: NextTrial['onKept'], deps: RunTrialDeps): Promise<Collected> {
  const { sender, clock, signal, log } = deps;
  const partial = createPartialResponse();
  let before: readonly Message[] = [];
  const recorded: Promise<void>[] = [];
  let sentAt: number | null = null;
  const send = sender.begin({
    key: keyOf(trial),
    judge: null,
    model: trial.model,
    seed: trial.seed,
    onKept,
    onAttempt(at) {
      sentAt = at;
      partial.clear();
    },
    onDelta(delta) {
      partial.add(delta);
      deps.onDelta(trial.id, delta);
    },
  });
  const ended = (result: OutcomeEvent['result'], reading: Reading | null = null): Collected => ({
    result,
    reading,
    durationMs: sentAt === null ? 0 : clock.now() - sentAt,
    sent: sentAt !== null,
  });
  try {
    const onTurn = ({ turn, facts, messages }: Turn): void => {
      before = messages;
      partial.clear();
      // Appended before the next intent is, and so before it on disk.
      recorded.push(deps.record({ type: 'turn', trial: trial.id, turn, ...facts, at: clock.now() }));
    };
    const decide = (): Promise<never> => Promise.reject(new Error('nobody is there to be asked'));
    const transcript = await converse(trial, { send, onTurn, decide });
    const reading = read(trial, transcript, log);
    await Promise.all(recorded);
    return ended(
      { status: 'completed', transcript, actions: reading === null ? null : countActions(reading) },
      reading,
    );
  } catch (cause) {
    if (cause instanceof OutOfBudget || (signal.aborted && isCancelled(cause)))
      return ended({ status: 'stopped', partial: partial.blocks(), ...kept(before) });
    const error = journalError(cause);
    if (error.kind === 'internal') log.error(`Trial ${trial.id} failed`, cause);
    return ended({ status: 'failed', error, ...kept(before) });
  }
}

function kept(messages: readonly Message[]): { readonly messages?: readonly Message[] } {
  return messages.length === 0 ? {} : { messages };
}

function read(trial: Trial, transcript: Transcript, log: Log): Reading | null {
  try {
    return readTranscript(transcript, trial.condition.prompt);
  } catch (cause) {
    log.error(`Reading the transcript of trial ${trial.id} failed`, cause);
    return null;
  }
}

function countActions({ actions }: Reading): number {
  return actions.filter(({ form }) => form !== 'placeholder').length;
}
