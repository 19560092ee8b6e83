import * as vscode from 'vscode';
import type { Log } from '../core/text/ports.ts';
import { redact } from '../node/redact.ts';

/** The «Scenarist» output channel. Every line goes through the redactor here, at the sink. */
export class OutputLog implements Log, vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Scenarist', { log: true });

  info(message: string): void {
    this.channel.info(redact(message));
  }

  warn(message: string): void {
    this.channel.warn(redact(message));
  }

  error(message: string, cause?: unknown): void {
    const detail =
      cause instanceof Error ? (cause.stack ?? cause.message) : cause === undefined ? '' : JSON.stringify(cause);
    this.channel.error(redact(`${message}${detail === '' ? '' : `\n${detail}`}`));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
