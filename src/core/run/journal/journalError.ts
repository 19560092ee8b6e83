import { ProviderError } from '../../provider/providerError.ts';
import type { JournalError } from './journal.ts';

/** An error as the journal keeps it. Anything but a `ProviderError` is a bug of ours: `internal`, and its stack is for the log. */
export function journalError(cause: unknown): JournalError {
  if (cause instanceof ProviderError) {
    const { kind, message, status, requestId, ambiguous } = cause;
    return { kind, message, status, requestId, ambiguous };
  }
  return {
    kind: 'internal',
    message: `internal error: ${messageOf(cause)}`,
    status: null,
    requestId: null,
    ambiguous: false,
  };
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

export function isCancelled(cause: unknown): boolean {
  return cause instanceof ProviderError && cause.kind === 'cancelled';
}
