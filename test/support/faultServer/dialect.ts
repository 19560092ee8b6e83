import type { Provider } from '../../../src/core/provider/provider.ts';
import type { Clock } from '../../../src/core/text/ports.ts';

/** What an answer says: to a trial a text, to a judge the input of the tool that it is forced to call. */
export interface Said {
  readonly text: string;
  readonly verdict: { readonly tool: string; readonly input: object } | null;
}

/** What of the fault server depends on the protocol that it speaks. */
export interface Dialect {
  readonly name: string;
  /** The server-sent events of a whole answer; the last one is the terminator. */
  events(said: Said): readonly string[];
  /** The same with a usage as it is given here; null: without one. */
  eventsWithUsage(said: Said, usage: { readonly input: number; readonly output: number } | null): readonly string[];
  /** What keeps a connection open, and is no content. */
  readonly ping: string;
  /** An event of a later version. */
  readonly unknownEvent: string;
  /** The service is overloaded, after the answer has begun. */
  readonly errorEvent: string;
  /** The body of an error. */
  error(status: number, message: string): object;
  readonly requestIdHeader: string;
  /** The adapter under test. */
  provider(url: string, clock: Clock): Promise<Provider>;
}
