import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import {
  builtinProfiles,
  isProfileName,
  readEndpoint,
  serviceProfile,
  serviceProfiles,
  type Profile,
} from '../../providers/services.ts';
import { UserError } from '../guard.ts';

/**
 * The provider of a name: a service, or a server from the user's settings. Both settings are machine-scoped, so a workspace
 * cannot point a key elsewhere. Null for a name that stands for nothing. Throws `UserError` for an address that a key must
 * not be sent to.
 */
export function profileOf(name: string): Profile | null {
  const service = serviceProfile(name, null);
  if (service !== null) {
    const elsewhere = setting('endpoints').get(name);
    return elsewhere === undefined ? service : { ...service, address: addressOf(name, elsewhere, 'endpoints') };
  }
  const own = setting('profiles').get(name);
  if (own === undefined || !isProfileName(name)) return null;
  const { baseUrl, key } = isObject(own) ? own : {};
  return { protocol: 'chat', address: addressOf(name, baseUrl, 'profiles'), key: key === true ? 'required' : 'none' };
}

/** The same for whoever asks often and leaves it to others to say what is wrong with an address. */
export function findProfile(name: string): Profile | 'wrong' | null {
  try {
    return profileOf(name);
  } catch (error) {
    if (error instanceof UserError) return 'wrong';
    throw error;
  }
}

/** All that stand for something: what every user has, and what this one has set up. */
export function knownProfiles(): readonly string[] {
  return [...builtinProfiles, ...[...setting('profiles').keys()].filter(isProfileName)];
}

/** Which of these profiles stand for nothing: neither a service nor set up by the user. */
export function unknownProfiles(names: ReadonlySet<string>): ReadonlySet<string> {
  const known = knownProfiles();
  return new Set([...names].filter((name) => !known.includes(name)));
}

/** All names that a key can be set for. */
export function profilesWithKeys(): readonly string[] {
  const own = [...setting('profiles')].filter(
    ([name, value]) => isProfileName(name) && isObject(value) && value['key'] === true,
  );
  return [...new Set([...serviceProfiles, ...own.map(([name]) => name)])];
}

/** Whether a change of the settings may change what a profile is. */
export function changesProfiles(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('scenarist.endpoints') || change.affectsConfiguration('scenarist.profiles');
}

function setting(name: 'endpoints' | 'profiles'): ReadonlyMap<string, unknown> {
  const value: unknown = vscode.workspace.getConfiguration('scenarist').get(name);
  return new Map(isObject(value) ? Object.entries(value) : []);
}

function addressOf(profile: string, address: unknown, settingName: string): URL {
  const url = readEndpoint(address);
  if (url !== null) return url;
  const written = typeof address === 'string' ? address : JSON.stringify(address ?? null);
  throw new UserError(
    `The setting scenarist.${settingName} sends ${profile} to «${written}»: it has to be an https address, or http on this machine.`,
    {
      title: 'Open Settings',
      command: 'workbench.action.openSettings',
      arguments: [`scenarist.${settingName}`],
    },
  );
}
