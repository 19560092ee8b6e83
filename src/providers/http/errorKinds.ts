import type { ProviderErrorKind } from '../../core/provider/providerError.ts';
import { retryInWordsMs } from './retryAfter.ts';

/** What kind of failure an answer with a bad status is, from its status, the service's labels for it, and its words. */
export function kindOfAnswer(status: number, labels: readonly string[], words: string): ProviderErrorKind {
  if (status >= 300 && status < 400) return 'redirect';
  // Gemini calls a limit for each minute a quota too, and says when it is over.
  if (status === 429 && retryInWordsMs(words) !== null) return 'rate_limited';
  const labelled = labels.map(kindOfLabel).find((kind) => kind !== null) ?? null;
  if (labelled === 'quota' || ([400, 403, 429].includes(status) && saysQuota.test(words))) return 'quota';
  if (status === 400 && saysTooLarge.test(words)) return 'too_large';
  // Gemini and xAI do not answer 401.
  if (status === 400 && saysKey.test(words)) return 'auth';
  const otherwise = status >= 500 ? 'server' : 'invalid_request';
  // Some services label every failure a bad request.
  return kinds.get(status) ?? (labelled === 'invalid_request' ? otherwise : (labelled ?? otherwise));
}

const saysQuota = /credit balance|(?:usage|spend(?:ing)?) limits?\b|billing|quota/i;
const saysTooLarge = /prompt is too long|context (?:window|length)|too many tokens/i;
const saysKey = /api key not valid|(?:incorrect|invalid) api key/i;

/** The kind that a service's label (or the status it stands for) means wherever it is said; null for one that is not known. */
export function kindOfLabel(label: string | number): ProviderErrorKind | null {
  return kinds.get(label) ?? null;
}

const kinds: ReadonlyMap<string | number, ProviderErrorKind> = new Map<string | number, ProviderErrorKind>([
  [401, 'auth'],
  [402, 'quota'],
  [403, 'permission'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'server'],
  [413, 'too_large'],
  [429, 'rate_limited'],
  [529, 'overloaded'],
  // The types of Anthropic's errors.
  ['invalid_request_error', 'invalid_request'],
  ['authentication_error', 'auth'],
  ['billing_error', 'quota'],
  ['permission_error', 'permission'],
  ['not_found_error', 'not_found'],
  ['request_too_large', 'too_large'],
  ['rate_limit_error', 'rate_limited'],
  ['timeout_error', 'timeout'],
  ['overloaded_error', 'overloaded'],
  ['api_error', 'server'],
  // The codes and types of OpenAI's errors and of the services that follow it.
  ['insufficient_quota', 'quota'],
  ['invalid_api_key', 'auth'],
  ['model_not_found', 'not_found'],
  ['context_length_exceeded', 'too_large'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['insufficient_system_resource', 'overloaded'],
  ['server_error', 'server'],
]);
