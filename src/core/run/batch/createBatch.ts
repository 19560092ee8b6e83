import type { Batches, BatchItem } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/providerError.ts';
import { createRetries } from '../sending/retryPolicy.ts';
import { findBatch, type BatchToFind } from './findBatch.ts';
import type { Patience } from './patiently.ts';

export interface BatchCreation extends Patience {
  readonly batches: Batches;
  readonly items: readonly BatchItem[];
  readonly batch: BatchToFind;
  readonly isOther: (id: string) => boolean;
}

/**
 * Creates a batch; again only where it is sure that the attempt before created none. Resolves to its id. Rejects with an
 * ambiguous error where nobody can tell.
 */
export async function createBatch({
  batches,
  items,
  batch,
  isOther,
  clock,
  signal,
  log,
}: BatchCreation): Promise<string> {
  const retries = createRetries(batch.plannedAt);
  for (;;) {
    try {
      return await batches.create(items, signal);
    } catch (cause) {
      if (signal.aborted || !(cause instanceof ProviderError)) throw cause;
      if (cause.ambiguous || cause.kind === 'server') {
        const found = await findBatch(batches, batch, isOther, { clock, signal, log });
        if (found === 'unclear') throw new ProviderError(cause.kind, cause.message, { ambiguous: true });
        if (found !== 'none') return found.id;
      }
      const retry = retries.after(cause);
      if (retry === null) throw new ProviderError(cause.kind, cause.message);
      await clock.sleep(retry.waitMs, signal);
    }
  }
}
