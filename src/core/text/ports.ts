/** What long work asks before it goes on; the adapters pass an `AbortSignal`, which has this shape. */
export interface Signal {
  readonly aborted: boolean;
  /** `processEnds` where nobody asked for it. */
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Why a signal aborts when the window or the process goes away: work that goes on elsewhere is left alone. */
export const processEnds = 'process-ends';

/** Wall time in milliseconds since 1970, and a wait that ends early (and resolves) when the signal aborts. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal: Signal): Promise<void>;
}

/** A lower-case hexadecimal SHA-256 of the text's UTF-8 bytes. */
export type Hash = (text: string) => string;

/** Lets other work of the event loop go first; called between slices of long work. */
export type Yield = () => Promise<void>;

export interface Log {
  /** For who looks for a fault; silent unless asked for. */
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}
