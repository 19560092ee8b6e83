/** Why a request gave no response: a closed list, the same for every provider. */
export type ProviderErrorKind =
  | 'no_key'
  | 'auth'
  | 'permission'
  | 'not_found'
  | 'invalid_request'
  | 'too_large'
  | 'quota'
  | 'rate_limited'
  | 'overloaded'
  | 'server'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'redirect'
  | 'cancelled';

export interface ProviderErrorDetail {
  readonly status?: number;
  readonly requestId?: string;
  /** How long the provider asked to wait, in milliseconds, already capped. */
  readonly retryAfterMs?: number;
  /** The request had been sent when the answer was lost: it may have been answered, and billed. */
  readonly ambiguous?: boolean;
  readonly cause?: unknown;
}

/** Safe to show and to journal: `message` never holds a key, a header or a request body. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly kind: ProviderErrorKind;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly ambiguous: boolean;

  constructor(kind: ProviderErrorKind, message: string, detail: ProviderErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.kind = kind;
    this.status = detail.status ?? null;
    this.requestId = detail.requestId ?? null;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.ambiguous = detail.ambiguous ?? false;
  }
}

const fatal: ReadonlySet<ProviderErrorKind> = new Set([
  'no_key',
  'auth',
  'permission',
  'not_found',
  'quota',
  'redirect',
]);

const tooLarge = 413;

/**
 * Whether no other request to the same model can do better: its remaining trials are not sent. A 413 is about what the endpoint
 * takes at all; a prompt that is too long for a model's context is about that prompt.
 */
export function isFatal({ kind, status }: ProviderError): boolean {
  return fatal.has(kind) || status === tooLarge;
}
