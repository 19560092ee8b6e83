import type { Delta, ModelResponse } from '../../core/provider/provider.ts';
import { isObject, type JsonObject, type JsonValue } from '../../core/text/json.ts';
import type { Block } from '../../core/transcript/transcript.ts';
import { parseEvent } from '../http/eventData.ts';
import type { EventReader } from '../http/readStream.ts';
import { MalformedStream, StreamFailed } from '../http/streamErrors.ts';
import { createBlock, type OpenBlock } from './openBlock.ts';
import { stopReasonOf } from './stopReason.ts';
import { readUsage } from './usage.ts';

/** Builds one message from the events of its stream, and believes none of them: each shape is checked where it arrives. */
export class MessageReader implements EventReader {
  private readonly onDelta: ((delta: Delta) => void) | undefined;
  private readonly blocks: OpenBlock[] = [];
  private started = false;
  private open = 0;
  private model: string | null = null;
  private stopReason: string | null = null;
  private usage: JsonObject = {};
  private hasStopped = false;

  constructor(onDelta: ((delta: Delta) => void) | undefined) {
    this.onDelta = onDelta;
  }

  take(data: string): boolean {
    const event = parseEvent(data);
    switch (event['type']) {
      case 'message_start':
        this.start(object(event, 'message'));
        return true;
      case 'content_block_start':
        this.startBlock(event);
        return true;
      case 'content_block_delta':
        this.extendBlock(event);
        return true;
      case 'content_block_stop':
        this.stopBlock(event);
        return true;
      case 'message_delta':
        this.change(event);
        return true;
      case 'message_stop':
        this.stop();
        return true;
      case 'error':
        throw failure(event);
      default:
        // `ping`, and events that later versions add: the service asks its clients to pass over them.
        return false;
    }
  }

  isComplete(): boolean {
    return this.hasStopped;
  }

  /** The message, once it is complete. */
  response(requestId: string | null): ModelResponse {
    const stop = stopReasonOf(this.stopReason);
    const blocks = this.blocks.map((block): Block => block.finish(stop === 'max_tokens'));
    return { blocks, stop, usage: readUsage(this.usage), model: this.model, requestId };
  }

  private start(message: JsonObject): void {
    if (this.started) throw new MalformedStream('a second message begins in the stream of the first');
    this.started = true;
    if (typeof message['model'] === 'string') this.model = message['model'];
    // The count of output tokens is a placeholder here; the last `message_delta` has the true one.
    if (isObject(message['usage'])) this.usage = { ...message['usage'], output_tokens: null };
  }

  private startBlock(event: JsonObject): void {
    this.expectMessage();
    if (event['index'] !== this.blocks.length) throw new MalformedStream('the blocks of the message are not in order');
    this.blocks.push(createBlock(object(event, 'content_block')));
    this.open++;
  }

  private extendBlock(event: JsonObject): void {
    const delta = this.blockOf(event).extend(object(event, 'delta'));
    if (delta && delta.text !== '') this.onDelta?.(delta);
  }

  private stopBlock(event: JsonObject): void {
    this.blockOf(event).isOpen = false;
    this.open--;
  }

  private change(event: JsonObject): void {
    this.expectMessage();
    const reason = object(event, 'delta')['stop_reason'];
    if (typeof reason === 'string') this.stopReason = reason;
    if (isObject(event['usage'])) this.usage = { ...this.usage, ...known(event['usage']) };
  }

  private stop(): void {
    this.expectMessage();
    if (this.open > 0) throw new MalformedStream('the message ends inside a block');
    if (this.stopReason === null) throw new MalformedStream('the message ends without a reason');
    this.hasStopped = true;
  }

  private blockOf(event: JsonObject): OpenBlock {
    const { index } = event;
    const block = typeof index === 'number' ? this.blocks[index] : undefined;
    if (!block?.isOpen) throw new MalformedStream('a piece belongs to no block of the message');
    return block;
  }

  private expectMessage(): void {
    if (!this.started) throw new MalformedStream('the stream does not begin with a message');
  }
}

function object(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  if (isObject(value)) return value;
  throw new MalformedStream(`an event has no \`${key}\``);
}

/** What a later event does not know must not overwrite what an earlier one did. */
function known(usage: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(usage).filter((entry): entry is [string, JsonValue] => entry[1] !== null));
}

function failure(event: JsonObject): StreamFailed {
  const error = isObject(event['error']) ? event['error'] : {};
  const { type, message } = error;
  return new StreamFailed(typeof type === 'string' ? type : 'api_error', typeof message === 'string' ? message : '');
}
