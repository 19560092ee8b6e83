import type { BatchAnswer, ModelResponse } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import { kindOfLabel } from '../http/errorKinds.ts';
import { said } from '../http/errors.ts';
import { parseJson } from '../http/eventData.ts';
import { MalformedStream } from '../http/streamErrors.ts';
import { createBlock } from './openBlock.ts';
import { stopReasonOf } from './stopReason.ts';
import { readUsage } from './usage.ts';

/** One line of the results of a batch; null for a line that is no result at all. */
export function readBatchResult(line: string, redact: (text: string) => string): BatchAnswer | null {
  const value = parseJson(line);
  if (!isObject(value) || typeof value['custom_id'] !== 'string' || !isObject(value['result'])) return null;
  const { custom_id: id, result } = value;
  switch (result['type']) {
    case 'succeeded':
      return answered(id, result['message']);
    case 'errored':
      return { id, error: refusal(result['error'], redact) };
    case 'canceled':
      return { id, error: new ProviderError('cancelled', 'The batch was cancelled before this was answered.') };
    case 'expired':
      return { id, error: new ProviderError('timeout', 'The batch ran out of time before this was answered.') };
    default:
      return { id, error: malformed('a result of a kind that is not known') };
  }
}

/** A message that cannot be read was billed all the same. */
function answered(id: string, message: unknown): BatchAnswer {
  if (!isObject(message)) return { id, error: malformed('a result without a message') };
  try {
    return { id, response: readMessage(message as JsonObject) };
  } catch (cause) {
    if (!(cause instanceof MalformedStream)) throw cause;
    return { id, error: malformed(cause.message) };
  }
}

/** A whole message, as it is where nothing is streamed. */
function readMessage({ content, stop_reason: reason, usage, model }: JsonObject): ModelResponse {
  if (!Array.isArray(content) || !content.every((block) => isObject(block)))
    throw new MalformedStream('a message has no content');
  if (typeof reason !== 'string') throw new MalformedStream('a message ends without a reason');
  const stop = stopReasonOf(reason);
  return {
    blocks: content.map((block) => createBlock(block as JsonObject).finish(stop === 'max_tokens')),
    stop,
    usage: readUsage(isObject(usage) ? usage : {}),
    model: typeof model === 'string' ? model : null,
    requestId: null,
  };
}

function refusal(error: unknown, redact: (text: string) => string): ProviderError {
  // `{type: "error", error: {type, message}}`, as the body of a refused request is.
  const inner = isObject(error) && isObject(error['error']) ? error['error'] : {};
  const { type, message } = inner;
  const label = typeof type === 'string' ? type : 'api_error';
  const words = said(typeof message === 'string' ? message : '', label, { redact });
  return new ProviderError(kindOfLabel(label) ?? 'server', `The service refused this request of a batch: ${words}`);
}

function malformed(what: string): ProviderError {
  return new ProviderError('malformed', `The answer is not one: ${what}.`, { ambiguous: true });
}
