import * as vscode from 'vscode';
import { readEndpoint, serviceAddress } from '../providers/services.ts';
import { UserError } from './guard.ts';

/**
 * Where a profile sends its requests. The setting is machine-scoped, so a workspace cannot point a key elsewhere.
 * Throws `UserError` for an address that a key must not be sent to.
 */
export function endpointOf(profile: string): URL | null {
  const configured: unknown = vscode.workspace.getConfiguration('scenarist').get('endpoints');
  const custom =
    typeof configured === 'object' && configured !== null ? (Reflect.get(configured, profile) as unknown) : undefined;
  const own = serviceAddress(profile);
  if (own === null) return null;
  const address = custom ?? own;
  const url = readEndpoint(address);
  if (url === null) {
    throw new UserError(
      `The setting scenarist.endpoints sends ${profile} to «${typeof address === 'string' ? address : JSON.stringify(address)}»: it has to be an https address, or http on this machine.`,
      {
        title: 'Open Settings',
        command: 'workbench.action.openSettings',
        arguments: ['scenarist.endpoints'],
      },
    );
  }
  return url;
}
