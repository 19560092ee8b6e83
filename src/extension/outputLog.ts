import * as vscode from 'vscode';
import type { Log } from '../core/text/ports.ts';
import { redact } from '../node/redact.ts';

/** The «Scenarist» output channel. Every line goes through the redactor here, at the sink. */
export class OutputLog implements Log, vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Scenarist', { log: true });
  private readonly keys: () => readonly string[];

  /** @param keys All that are known now. */
  constructor(keys: () => readonly string[]) {
    this.keys = keys;
  }

  debug(message: string): void {
    // What is not shown need not be searched for keys.
    const { logLevel } = this.channel;
    if (logLevel !== vscode.LogLevel.Off && logLevel <= vscode.LogLevel.Debug)
      this.channel.debug(redact(message, this.keys()));
  }

  info(message: string): void {
    this.channel.info(redact(message, this.keys()));
  }

  warn(message: string): void {
    this.channel.warn(redact(message, this.keys()));
  }

  error(message: string, cause?: unknown): void {
    const detail =
      cause instanceof Error ? (cause.stack ?? cause.message) : cause === undefined ? '' : JSON.stringify(cause);
    this.channel.error(redact(`${message}${detail === '' ? '' : `\n${detail}`}`, this.keys()));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
