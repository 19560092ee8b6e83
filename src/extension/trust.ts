import * as vscode from 'vscode';
import { UserError } from './guard.ts';

/**
 * Throws in Restricted Mode. Called inside every handler that runs, grades or reaches the network: hiding a command does
 * not keep it from being called.
 */
export function requireTrust(what: string): void {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(
      `${what} needs a trusted workspace: it uses your API keys and writes to disk. Writing, previewing and reading results work without.`,
      {
        title: 'Manage Workspace Trust',
        command: 'workbench.trust.manage',
      },
    );
  }
}
