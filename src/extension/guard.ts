import * as vscode from 'vscode';
import { ProviderError } from '../core/provider/providerError.ts';
import type { Log } from '../core/text/ports.ts';

/** Something the user can mend: shown as it is, with at most one button that does it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly remedy: Remedy | null;

  constructor(message: string, remedy: Remedy | null = null) {
    super(message);
    this.remedy = remedy;
  }
}
export interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** Runs one piece of work for the user; never rejects. */
export type Guard = (what: string, work: () => unknown) => Promise<void>;

/** Every command and every panel message goes through this: cancelled is quiet, expected is a message, a bug goes to the log. */
export function createGuard(log: Log): Guard {
  return async (what, work) => {
    try {
      await work();
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      if (error instanceof UserError) {
        show(error.message, error.remedy, log);
        return;
      }
      if (error instanceof ProviderError) {
        if (error.kind !== 'cancelled') show(error.message, null, log);
        return;
      }
      log.error(`${what} failed`, error);
      show(
        `${what} failed. This is a fault in Scenarist; the log says more.`,
        { title: 'Show Log', command: 'scenarist.showLog' },
        log,
      );
    }
  };
}

/** Does not wait for an answer: the command is over, and the message may stay for hours. */
function show(message: string, remedy: Remedy | null, log: Log): void {
  const offer = async (): Promise<void> => {
    const chosen = await vscode.window.showErrorMessage(message, ...(remedy === null ? [] : [remedy.title]));
    if (remedy !== null && chosen === remedy.title)
      await vscode.commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
  };
  offer().catch((error: unknown) => log.error('Showing a message failed', error));
}
