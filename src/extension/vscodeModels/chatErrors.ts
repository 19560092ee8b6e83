import * as vscode from 'vscode';
import { ProviderError, type ProviderErrorKind } from '../../core/provider/providerError.ts';
import type { Expired } from '../../providers/http/deadlines.ts';
import { oneLine } from '../../providers/http/oneLine.ts';
import { MalformedStream } from '../../providers/http/streamErrors.ts';

/** What is known of a request when it fails. */
export interface ChatFailure {
  readonly isCancelled: boolean;
  readonly expired: Expired | null;
  readonly isSent: boolean;
  /** A part of the answer has come. */
  readonly hasBegun: boolean;
}

type Meaning = readonly [kind: ProviderErrorKind, introduction: string];

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  // Codes of `LanguageModelError`. The API's documentation gives `Blocked` as «quota limits exceeded».
  [
    'NoPermissions',
    ['permission', 'VS Code does not let Scenarist use this model; «Manage Language Model Access» changes that'],
  ],
  ['Blocked', ['quota', 'The model takes no more requests for now']],
  ['NotFound', ['not_found', 'VS Code no longer offers this model']],
  // Names that VS Code itself tells the errors of its chat by.
  ['ChatQuotaExceeded', ['quota', 'The account has no quota left']],
  ['ChatRateLimited', ['rate_limited', 'Too many requests']],
]);

/** Anything that can go wrong with one request to a model of VS Code, in the closed family. A bug comes back as it is. */
export function toChatError(error: unknown, { isCancelled, expired, isSent, hasBegun }: ChatFailure): unknown {
  if (error instanceof ProviderError) return error;
  if (isCancelled) return new ProviderError('cancelled', 'Stopped.', { ambiguous: isSent });
  if (expired !== null) return new ProviderError('timeout', expiredMessages[expired], { ambiguous: isSent });
  if (error instanceof MalformedStream)
    return new ProviderError('malformed', `The answer is not one: ${error.message}.`, { ambiguous: true });
  // Errors of the model's extension come from another process: they are of no such class.
  if ([TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind)) return error;
  const meaning = meaningOf(error);
  const words = oneLine(error instanceof Error ? error.message : String(error));
  const say = (introduction: string): string => (words === '' ? `${introduction}.` : `${introduction}: ${words}`);
  const detail = { cause: error, ambiguous: hasBegun };
  if (meaning !== null) return new ProviderError(meaning[0], say(meaning[1]), detail);
  if (hasBegun) return new ProviderError('network', say('The answer broke off'), detail);
  return new ProviderError('server', say('The extension that brings this model failed'), detail);
}

/** By what the error says it is, or what it was made from. */
function meaningOf(error: unknown): Meaning | null {
  if (!(error instanceof Error)) return null;
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  return meanings.get(code) ?? meanings.get(error.name) ?? meaningOf(error.cause);
}

const expiredMessages: Readonly<Record<Expired, string>> = {
  'first-byte': 'No answer came in time. The model may be busy; the request may have been billed.',
  idle: 'The answer stopped coming.',
  total: 'The answer took too long to end.',
};
