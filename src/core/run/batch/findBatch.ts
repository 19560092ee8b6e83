import type { Batches } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/providerError.ts';
import type { PendingBatch } from './pendingBatches.ts';
import { patiently, type Patience } from './patiently.ts';

export type BatchToFind = Pick<PendingBatch, 'token' | 'requests' | 'plannedAt'>;

/** `none`: the service has no such batch. `unclear`: one may be it, and its results cannot be read. */
export type FoundBatch = { readonly id: string } | 'none' | 'unclear';

/** How far the service's clock may be from ours. */
const clockSkewMs = 3_600_000;

/** A batch that was just created may not be listed at once. */
const settlingMs = 5_000;

/**
 * Looks for a batch that may have been created, and whose id was lost. The service lists batches without the ids of their
 * requests, so one of the same size is waited for, and its first result tells whose it is. `isOther` knows those that are not.
 */
export async function findBatch(
  batches: Batches,
  { token, requests, plannedAt }: BatchToFind,
  isOther: (id: string) => boolean,
  patience: Patience,
): Promise<FoundBatch> {
  const { clock, signal } = patience;
  await clock.sleep(settlingMs, signal);
  const listed = await patiently(() => batches.list(plannedAt - clockSkewMs, signal), patience);
  let isUnclear = false;
  for (const candidate of listed) {
    if (candidate.requests !== requests || isOther(candidate.id)) continue;
    await untilEnded(batches, candidate.id, patience);
    const first = await firstId(batches, candidate.id, patience);
    if (first !== null && belongsTo(first, token)) return { id: candidate.id };
    isUnclear ||= first === null;
  }
  return isUnclear ? 'unclear' : 'none';
}

const firstPollMs = 2_000;
const longestPollMs = 60_000;

/** Polls, ever less often, until nothing of the batch is under way. */
export async function untilEnded(batches: Batches, id: string, patience: Patience): Promise<void> {
  const { clock, signal } = patience;
  for (let wait = firstPollMs; ; wait = Math.min(longestPollMs, wait * 1.5)) {
    const { hasEnded } = await patiently(() => batches.status(id, signal), patience);
    if (hasEnded) return;
    await clock.sleep(wait, signal);
  }
}

/** The id of a request at the service: enough of the trial's to be told apart, and the batch's token. At most 64 characters. */
export function requestId(trial: string, token: string): string {
  return `${trial.slice(0, 63 - token.length)}-${token}`;
}

function belongsTo(id: string, token: string): boolean {
  return id.endsWith(`-${token}`);
}

/** Null where the results are gone: they are kept for a month. */
async function firstId(batches: Batches, batch: string, patience: Patience): Promise<string | null> {
  let first: string | null = null;
  const take = ({ id }: { readonly id: string }): Promise<boolean> => {
    first = id;
    return Promise.resolve(false);
  };
  try {
    await patiently(() => batches.results(batch, take, patience.signal), patience);
  } catch (cause) {
    if (patience.signal.aborted || !(cause instanceof ProviderError)) throw cause;
  }
  return first;
}
