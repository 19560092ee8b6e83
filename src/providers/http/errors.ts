import { ProviderError, type ProviderErrorDetail, type ProviderErrorKind } from '../../core/provider/providerError.ts';
import { isObject } from '../../core/text/json.ts';
import type { Expired } from './deadlines.ts';
import { kindOfAnswer, kindOfLabel } from './errorKinds.ts';
import { oneLine } from './oneLine.ts';
import { retryAfterMs, retryInWordsMs } from './retryAfter.ts';
import { MalformedStream, StreamFailed } from './streamErrors.ts';

/** What is known of a request when it fails. */
export interface Failure {
  readonly isCancelled: boolean;
  readonly expired: Expired | null;
  /** The answer had begun: what came of it may be billed. */
  readonly hasBegun: boolean;
  readonly requestId: string | null;
  readonly now: number;
  readonly redact: (text: string) => string;
}

/**
 * Anything that can go wrong with one request, in the closed family. Messages hold no key, no header and no prompt. A bug
 * (of ours, or of whoever shows the deltas) comes back as it is: it is no failure of the service.
 */
export function toProviderError(error: unknown, failure: Failure): unknown {
  const own = findProviderError(error);
  if (own) return own;
  const id = failure.requestId === null ? {} : { requestId: failure.requestId };
  if (failure.isCancelled) return new ProviderError('cancelled', 'Stopped.', { ...id, ambiguous: true });
  if (failure.expired)
    return new ProviderError('timeout', expiredMessages[failure.expired], { ...id, ambiguous: true });
  if (error instanceof StreamFailed) {
    const kind = kindOfLabel(error.type) ?? 'server';
    return new ProviderError(kind, `The answer broke off: ${said(error.message, String(error.type), failure)}`, {
      ...id,
      ambiguous: true,
    });
  }
  if (error instanceof MalformedStream) {
    return new ProviderError('malformed', `The answer is not one: ${error.message}.`, { ...id, ambiguous: true });
  }
  if (isStatusError(error)) return statusError(error, failure);
  // The SDK takes timeouts of the connection for its own, and keeps no cause.
  if (error instanceof Error && error.name === 'APIConnectionTimeoutError') {
    return new ProviderError('timeout', 'The service did not answer in time.', { ...id, ambiguous: true });
  }
  return isBug(error) ? error : networkError(error, failure, id);
}

/** `fetch` throws `TypeError`s too, but says why, or names the connection. */
function isBug(error: unknown): boolean {
  const isKind = [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind);
  return isKind && codeIn(error) === null && !/terminated|fetch failed|network/i.test((error as Error).message);
}

const expiredMessages: Readonly<Record<Expired, string>> = {
  'first-byte': 'No answer came in time. The service may be busy; the request may have been billed.',
  idle: 'The answer stopped coming, though the connection stayed open.',
  total: 'The answer took too long to end.',
};

/** Thrown inside `fetch`, an error of our own arrives as the cause of the SDK's. */
function findProviderError(error: unknown): ProviderError | null {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (cause instanceof ProviderError) return cause;
    cause = cause.cause;
  }
  return null;
}

/** The SDK's `APIError` with a status, by its shape: its class is only known where the SDK is loaded. */
interface StatusError {
  readonly status: number;
  readonly headers?: { get(name: string): string | null };
  /** What kind of error it is, in the service's words: OpenAI's services say it in `code` as well, or only there. */
  readonly type?: unknown;
  readonly code?: unknown;
  readonly apiMessage?: unknown;
  readonly error?: unknown;
}

/** Which request a response answers, for a report to the service. */
export function requestIdOf(headers: { get(name: string): string | null }): string | null {
  return headers.get('request-id') ?? headers.get('x-request-id') ?? headers.get('x-generation-id');
}

function isStatusError(error: unknown): error is StatusError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

function statusError(error: StatusError, failure: Failure): ProviderError {
  const { status, headers } = error;
  const labels = [error.code, error.type].filter((label) => typeof label === 'string');
  const words = said(messageIn(error), labels[0] ?? `status ${status}`, failure);
  const kind = kindOfAnswer(status, labels, words);
  const wait = (headers && retryAfterMs(headers, failure.now)) ?? retryInWordsMs(words);
  const requestId = (headers && requestIdOf(headers)) ?? failure.requestId;
  const detail: ProviderErrorDetail = {
    status,
    ...(passedOn.has(status) && { ambiguous: true }),
    ...(requestId !== null && { requestId }),
    ...(wait !== null && { retryAfterMs: wait }),
  };
  return new ProviderError(
    kind,
    `${introductions[kind] ?? 'The service refused the request'} (${status}): ${words}`,
    detail,
  );
}

/**
 * What a gateway says that had the request, perhaps passed it on, and got no answer that it could use: it may have been
 * answered, and billed. 502 and 504 (RFC 9110, 15.6.3 and 15.6.5), and Cloudflare's 520 and 524.
 */
const passedOn: ReadonlySet<number> = new Set([502, 504, 520, 524]);

const introductions: Readonly<Partial<Record<ProviderErrorKind, string>>> = {
  auth: 'The service does not accept the API key',
  permission: 'The API key may not do this',
  not_found: 'The service does not know this model or address',
  too_large: 'The request is too large',
  quota: 'The account has no credit or quota left',
  rate_limited: 'Too many requests',
  overloaded: 'The service is overloaded',
  server: 'The service failed',
  redirect: 'The endpoint answered with a redirect',
};

/** Failures of `fetch` before anything was sent: nobody to answer, nothing to bill. */
const neverSent = new Set([
  'ERR_INVALID_URL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function networkError(error: unknown, { hasBegun }: Failure, id: ProviderErrorDetail): ProviderError {
  const code = codeIn(error);
  const sent =
    hasBegun || !(code !== null && (neverSent.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT')));
  const what = hasBegun
    ? 'The connection broke while the answer was coming'
    : sent
      ? 'The connection broke before an answer came'
      : 'The service cannot be reached';
  const why = code === null ? '.' : ` (${code}).`;
  return new ProviderError('network', what + why, { ...id, ambiguous: sent, cause: error });
}

function codeIn(error: unknown): string | null {
  let cause = error;
  for (let depth = 0; depth < 6 && isObject(cause); depth++) {
    if (typeof cause['code'] === 'string') return cause['code'];
    cause = cause['cause'];
  }
  return null;
}

/** What the service said, in one line without the key. */
export function said(message: string, otherwise: string, { redact }: Pick<Failure, 'redact'>): string {
  const line = oneLine(redact(message));
  return line === '' ? otherwise : line;
}

/** Anthropic's SDK has the service's words apart, OpenAI's has the object that holds them. */
function messageIn(error: StatusError): string {
  const words = error.apiMessage ?? (isObject(error.error) ? error.error['message'] : null);
  return typeof words === 'string' ? words : '';
}
