import type { Delta } from '../provider/provider.ts';
import type { RunEvent } from './runEvent.ts';

/** Beyond this the workers wait for the reader: a slow view must not make the run grow in memory. */
const comfortable = 256;
/** Beyond this, deltas are left out: they are shown, never graded. */
const deltaLimit = 1024;

/** From many writers to one reader, in order. */
export interface EventQueue {
  /** Resolves when the reader is not far behind. */
  push(event: RunEvent): Promise<void>;
  pushDelta(trial: string, delta: Delta): void;
  /** No more events follow; the reader ends when it has taken those that are left. */
  close(): void;
  /** Nobody reads any more: what is pushed is dropped, and no writer waits. */
  abandon(): void;
  read(): AsyncGenerator<RunEvent, void, void>;
}

export function createEventQueue(): EventQueue {
  let events: RunEvent[] = [];
  let closed = false;
  let abandoned = false;
  let wakeReader: (() => void) | null = null;
  let writers: (() => void)[] = [];
  const wake = (): void => {
    wakeReader?.();
    wakeReader = null;
  };
  const release = (): void => {
    for (const resume of writers) resume();
    writers = [];
  };
  return {
    async push(event) {
      if (abandoned) return;
      events.push(event);
      wake();
      if (events.length > comfortable) await new Promise<void>((resolve) => void writers.push(resolve));
    },
    pushDelta(trial, delta) {
      if (abandoned) return;
      const last = events.at(-1);
      if (last?.type === 'delta' && last.trial === trial && last.delta.kind === delta.kind) {
        events[events.length - 1] = { ...last, delta: { kind: delta.kind, text: last.delta.text + delta.text } };
      } else if (events.length < deltaLimit) {
        events.push({ type: 'delta', trial, delta });
      }
      wake();
    },
    close() {
      closed = true;
      wake();
    },
    abandon() {
      abandoned = true;
      events = [];
      release();
    },
    async *read() {
      for (;;) {
        const taken = events;
        events = [];
        release();
        yield* taken;
        if (events.length > 0) continue;
        if (closed) return;
        await new Promise<void>((resolve) => (wakeReader = resolve));
      }
    },
  };
}
