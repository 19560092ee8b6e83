import { createColors } from 'picocolors';
import type { Log } from '../core/text/ports.ts';
import { environmentKeys } from '../node/environmentKeys.ts';
import { redact } from '../node/redact.ts';

/** Results go to stdout, everything else to stderr, so that `scenarist … --format json | jq` always works. */
export interface Output {
  readonly format: Format;
  readonly colors: ReturnType<typeof createColors>;
  /** Text for people; silent when the format is JSON. */
  text(line: string): void;
  /** The one JSON value of a command, in the format that was asked for; silent when that is text. */
  json(value: unknown): void;
  /** A line for people on stderr, through the redactor. */
  note(line: string): void;
  /** Whether a person watches stderr, so that a progress bar makes sense. */
  readonly interactive: boolean;
}
/** `sarif` is JSON too, in the shape that code scanning reads; only what makes it offers it. */
export type Format = 'text' | 'json' | 'sarif';

/** The log of a terminal: what a person can act on. */
export function notes(output: Output): Log {
  const note = (message: string): void => output.note(message);
  return { debug: () => undefined, info: () => undefined, warn: note, error: note };
}

export function createOutput(options: { readonly format: Format; readonly color: boolean }): Output {
  const { format } = options;
  const colors = createColors(
    options.color && format === 'text' && process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  );
  return {
    format,
    colors,
    text(line) {
      if (format === 'text') process.stdout.write(`${line}\n`);
    },
    json(value) {
      if (format !== 'text') process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    note(line) {
      process.stderr.write(`${redact(line, environmentKeys())}\n`);
    },
    interactive: process.stderr.isTTY,
  };
}
