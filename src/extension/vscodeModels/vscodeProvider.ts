import * as vscode from 'vscode';
import type { ModelRequest, ModelResponse, Provider, SendOptions } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Clock } from '../../core/text/ports.ts';
import { Deadlines, type Timeouts } from '../../providers/http/deadlines.ts';
import { withWholeCalls } from '../../providers/http/forcedCall.ts';
import { checkParameters, type Takes } from '../../providers/parameters.ts';
import { AnswerParts } from './answerParts.ts';
import { toChatError } from './chatErrors.ts';
import { chatMessages, chatOptions } from './chatMessages.ts';
import { findModel } from './findModel.ts';

/** Nothing is known of what becomes of a parameter, so that none is sent but the one that every run has. */
const takesNone: Takes = { sampling: 'never', highestTemperature: 0, efforts: [], budget: false };

/** A model may be silent while it reasons, and before the first answer VS Code may ask its user. */
const timeouts: Timeouts = { firstByteMs: 300_000, idleMs: 300_000, totalMs: 1_800_000 };

/** The models that VS Code offers to its extensions, as `vscode/vendor/family`. */
export function createVscodeProvider({ clock }: { readonly clock: Clock }): Provider {
  const models = new Map<string, vscode.LanguageModelChat>();
  return {
    profile: 'vscode',
    label: 'not comparable: no system role',
    async check(name, parameters) {
      const found = await findModel(name);
      return [
        ...('complaint' in found ? [found.complaint] : []),
        ...checkParameters(`vscode/${name}`, takesNone, parameters),
      ];
    },
    source: () => Promise.resolve(null),
    async send(request, options) {
      if (options.signal.aborted) throw new ProviderError('cancelled', 'Stopped before it was sent.');
      return exchange(request, options, { clock, models });
    },
  };
}

interface Sending {
  readonly clock: Clock;
  /** Those that were found before. */
  readonly models: Map<string, vscode.LanguageModelChat>;
}

/** One request and its answer, within the deadlines and until the signal aborts, whether the model heeds that or not. */
async function exchange(
  request: ModelRequest,
  { signal, onDelta }: SendOptions,
  { clock, models }: Sending,
): Promise<ModelResponse> {
  const cancellation = new vscode.CancellationTokenSource();
  const isGivenUp = (): boolean => cancellation.token.isCancellationRequested;
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    cancellation.cancel();
    reject(new vscode.CancellationError());
  };
  const deadlines = new Deadlines(clock, timeouts, giveUp);
  const parts = new AnswerParts(onDelta);
  let isSent = false;
  const receive = async (): Promise<ModelResponse> => {
    const chat = models.get(request.model) ?? (await requireModel(request.model));
    models.set(request.model, chat);
    if (isGivenUp()) throw new vscode.CancellationError();
    isSent = true;
    const { stream } = await chat.sendRequest(chatMessages(request), chatOptions(request), cancellation.token);
    for await (const part of stream) {
      if (isGivenUp()) break;
      deadlines.progress();
      parts.take(part);
    }
    const response = parts.response([chat.id, chat.version].filter((each) => each !== '').join(' '));
    return request.forcedTool === null ? response : withWholeCalls(response);
  };
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([receive(), gaveUp]);
  } catch (error) {
    // Also where a bug of ours ended the reading: nobody waits for the rest.
    cancellation.cancel();
    const { hasBegun } = parts;
    throw toChatError(error, { isCancelled: signal.aborted, expired: deadlines.expired, isSent, hasBegun });
  } finally {
    deadlines.stop();
    signal.removeEventListener('abort', giveUp);
    cancellation.dispose();
  }
}

async function requireModel(name: string): Promise<vscode.LanguageModelChat> {
  const found = await findModel(name);
  if ('chat' in found) return found.chat;
  throw new ProviderError('not_found', found.complaint);
}
