import type { Deadlines } from './deadlines.ts';
import { EventSplitter } from './serverSentEvents.ts';
import { MalformedStream } from './streamErrors.ts';

/** Builds an answer from the data of its events. */
export interface EventReader {
  /** Returns whether the event is content: a ping is not. Throws `MalformedStream` or `StreamFailed`. */
  take(data: string): boolean;
  /** Whether the answer has come to its end. */
  isComplete(): boolean;
}

/** Far more than a model can write in one answer; an endpoint that sends more is no model. */
const longestAnswer = 64_000_000;

/** Reads the body of a good answer into `reader`. Resolves when the answer is complete; rejects where the body ends before. */
export async function readStream(response: Response, reader: EventReader, deadlines: Deadlines): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream') || !response.body) {
    throw new MalformedStream(
      `the endpoint sent ${type === '' ? 'nothing' : shown(type)} in place of a stream. Is its address right`,
    );
  }
  try {
    await readEvents(response.body, reader, deadlines);
  } catch (error) {
    // The answer was whole; that its connection did not end well changes nothing.
    if (!reader.isComplete()) throw error;
  }
  if (!reader.isComplete()) throw new StreamCut();
}

/** Reads on after the answer has ended, so that its connection can be used again. */
async function readEvents(body: ReadableStream<Uint8Array>, reader: EventReader, deadlines: Deadlines): Promise<void> {
  const decoder = new TextDecoder();
  const splitter = new EventSplitter();
  let length = 0;
  for await (const chunk of body) {
    if (reader.isComplete()) continue;
    length += chunk.byteLength;
    if (length > longestAnswer) throw new MalformedStream('it does not end');
    let isContent = false;
    for (const event of splitter.push(decoder.decode(chunk, { stream: true }))) {
      isContent = reader.take(event) || isContent;
      if (reader.isComplete()) break;
    }
    if (reader.isComplete()) deadlines.closing();
    else if (isContent) deadlines.progress();
  }
}

/** The body ended, as if all was well, before the answer did. */
class StreamCut extends Error {
  override readonly name = 'StreamCut';
}

function shown(type: string): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(type)?.[0] ?? 'something else';
}
