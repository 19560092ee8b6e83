/** Runs of a small scenario in a folder on disk, started, opened and resumed as the product does. */
import { join } from 'node:path';
import { parseDocument } from '../../src/core/document/parseDocument.ts';
import type { Approver } from '../../src/core/run/approval/approver.ts';
import { createUniformPolicy } from '../../src/core/run/approval/policy.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { createPrices } from '../../src/core/provider/prices.ts';
import { checkScenario } from '../../src/core/trial/check.ts';
import { resumeRun } from '../../src/node/resumeRun.ts';
import { startRun, type RunSession } from '../../src/node/runSession.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { memoryLog } from './runs.ts';

export interface SessionOptions {
  readonly root: string;
  readonly text: string;
  readonly provider: Provider;
  readonly samples?: number;
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
  /** Everything is approved where it is left out. */
  readonly approver?: Approver;
}

export function startSession(options: SessionOptions): Promise<RunSession> {
  const { root, text, provider, samples = 5, fresh = false, signal = new AbortController().signal } = options;
  const { approver = createUniformPolicy(true) } = options;
  const { scenario, conditions, problems } = checkScenario(parseDocument(text), sha256);
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return startRun({
    ...{ root, path: join(root, 'a.scenario.yaml'), text, files: [], scenario, conditions, samples, fresh, signal },
    models: scenario.run.models,
    prices: createPrices(),
    budgetUsd: null,
    providers: () => Promise.resolve(provider),
    approver,
    concurrency: 3,
    log: memoryLog(),
  });
}

export function resumeSession(
  { root, provider, approver = createUniformPolicy(true) }: Pick<SessionOptions, 'root' | 'provider' | 'approver'>,
  run: string,
) {
  return resumeRun({
    ...{ root, run },
    providers: () => () => Promise.resolve(provider),
    approver: () => Promise.resolve(approver),
    concurrency: 3,
    signal: new AbortController().signal,
    log: memoryLog(),
  });
}

/** Runs to the end, or until `until` says so after an event, and lets go of the folder. */
export async function finish(session: RunSession, until: () => boolean = () => false): Promise<void> {
  const events = session.events()[Symbol.asyncIterator]();
  while ((await events.next()).done !== true && !until());
  await events.return?.();
  await session.close();
}
