import * as vscode from 'vscode';
import { readLimits, type Limits } from '../../core/run/sending/limits.ts';
import { UserError } from '../guard.ts';

/** What the services take in a minute and at once, as the user knows it. Throws `UserError` for what is no limit. */
export function configuredLimits(): Limits {
  const { limits, problem } = readLimits(vscode.workspace.getConfiguration('scenarist').get('limits'));
  if (problem === null) return limits;
  throw new UserError(`The setting scenarist.limits cannot be read: ${problem}.`, {
    title: 'Open Settings',
    command: 'workbench.action.openSettings',
    arguments: ['scenarist.limits'],
  });
}
