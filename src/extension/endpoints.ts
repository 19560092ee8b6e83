import * as vscode from 'vscode';
import { UserError } from './guard.ts';

/** Profiles that need a key, and where each sends its requests when the user settings say nothing else. */
const services: Readonly<Record<string, string>> = { anthropic: 'https://api.anthropic.com' };

export function profilesWithKeys(): readonly string[] {
  return Object.keys(services);
}

/**
 * Where a profile sends its requests. The setting is machine-scoped, so a workspace cannot point a key elsewhere.
 * Throws `UserError` for an address that a key must not be sent to.
 */
export function endpointOf(profile: string): URL | null {
  const configured: unknown = vscode.workspace.getConfiguration('scenarist').get('endpoints');
  const custom =
    typeof configured === 'object' && configured !== null ? (Reflect.get(configured, profile) as unknown) : undefined;
  const address = custom ?? services[profile];
  if (address === undefined) return null;
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '' || !isPrivateEnough(url)) {
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

function isPrivateEnough({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}
