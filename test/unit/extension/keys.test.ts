import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { Keys } from '../../../src/extension/models/keys.ts';
import { profileOf, profilesWithKeys, unknownProfiles } from '../../../src/extension/models/profiles.ts';
import { world } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

/** SecretStorage as the API describes it, in memory. */
function memorySecrets(stored: Map<string, string>): vscode.SecretStorage {
  return {
    keys: () => Promise.resolve([...stored.keys()]),
    get: (name) => Promise.resolve(stored.get(name)),
    store: (name, value) => Promise.resolve(void stored.set(name, value)),
    delete: (name) => Promise.resolve(void stored.delete(name)),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
}

const key = 'sk-ant-not-a-real-key-0123456789';

function endpoint(address: unknown): void {
  world.settings.set('scenarist.endpoints', address === undefined ? {} : { anthropic: address });
}

async function keysWithOne(): Promise<Keys> {
  const keys = new Keys(memorySecrets(new Map()));
  world.typed = ` ${key}\n`;
  await keys.ask('anthropic');
  return keys;
}

beforeEach(() => endpoint(undefined));

describe('a key', () => {
  test('is kept without the spaces around it, and is no longer missing', async () => {
    const keys = await keysWithOne();
    expect(await keys.get('anthropic')).toBe(key);
    expect(await keys.missing(new Set(['anthropic', 'scripted']))).toEqual(new Set());
  });

  test.each([
    ['another origin', 'https://elsewhere.test'],
    ['another port of this machine', 'http://127.0.0.1:8080'],
    ['an address that no key may be sent to', 'http://elsewhere.test'],
    ['an address with a user', 'https://me@api.anthropic.com'],
    ['what is no address', 7],
  ])('is bound to the origin it was set for: not found for %s', async (_, address) => {
    const keys = await keysWithOne();
    endpoint(address);
    expect(await keys.get('anthropic')).toBeNull();
    expect(await keys.missing(new Set(['anthropic']))).toEqual(new Set(['anthropic']));
    endpoint(undefined);
    expect(await keys.get('anthropic')).toBe(key);
  });

  test('is not found by the environment', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', key);
    expect(await new Keys(memorySecrets(new Map())).get('anthropic')).toBeNull();
    vi.unstubAllEnvs();
  });

  test.each(['not JSON', '"text"', '{"key":7,"origin":"https://api.anthropic.com"}', `{"key":"${key}"}`])(
    'that something else stored is none: %s',
    async (stored) => {
      const keys = new Keys(memorySecrets(new Map([['scenarist.key.anthropic', stored]])));
      expect(await keys.get('anthropic')).toBeNull();
    },
  );

  test.each(['acme', 'constructor', '__proto__'])('is not asked for on behalf of «%s»', async (profile) => {
    const keys = new Keys(memorySecrets(new Map()));
    await expect(keys.ask(profile)).rejects.toThrow(`There is no provider «${profile}»`);
  });

  test('is not asked for while it would be sent in clear text', async () => {
    endpoint('http://elsewhere.test');
    await expect(new Keys(memorySecrets(new Map())).ask('anthropic')).rejects.toThrow('has to be an https address');
  });
});

describe('a server of one’s own', () => {
  const lab = { baseUrl: 'https://models.test/v1', key: true };
  const profiles = (value: unknown): void => void world.settings.set('scenarist.profiles', value);
  beforeEach(() => profiles({}));

  test('is a profile with the address and the key that its setting says', async () => {
    profiles({ lab, open: { baseUrl: 'http://127.0.0.1:8000/v1' } });
    expect(profileOf('lab')).toMatchObject({ protocol: 'chat', address: new URL(lab.baseUrl), key: 'required' });
    expect(profileOf('open')).toMatchObject({ protocol: 'chat', key: 'none' });
    expect(profilesWithKeys()).toContain('lab');
    expect(profilesWithKeys()).not.toContain('open');
    const keys = new Keys(memorySecrets(new Map()));
    expect(await keys.missing(new Set(['lab', 'open']))).toEqual(new Set(['lab']));
    world.typed = key;
    await keys.ask('lab');
    expect(await keys.get('lab')).toBe(key);
    profiles({ lab: { ...lab, baseUrl: 'https://elsewhere.test/v1' } });
    expect(await keys.get('lab')).toBeNull();
  });

  test.each(['http://models.test/v1', 'https://me@models.test/v1', 'models.test', 7, undefined])(
    'is refused at %j',
    (baseUrl) => {
      profiles({ lab: { ...lab, baseUrl } });
      expect(() => profileOf('lab')).toThrow('scenarist.profiles sends lab to');
      // Known, though wrong: the lens asks for its key, and that says what is wrong.
      expect(unknownProfiles(new Set(['lab']))).toEqual(new Set());
    },
  );

  test('takes the name of no service, and of nothing that is none', () => {
    profiles({ openai: lab, scripted: lab, vscode: lab, 'a b': lab });
    expect(profileOf('openai')?.address.origin).toBe('https://api.openai.com');
    const names = new Set(['openai', 'scripted', 'vscode', 'a b', 'lab', 'constructor', '__proto__']);
    expect(profileOf('vscode')).toBeNull();
    expect(unknownProfiles(names)).toEqual(new Set(['a b', 'lab', 'constructor', '__proto__']));
  });
});

test('the redactor knows each key that was read or set', async () => {
  const keys = await keysWithOne();
  expect(keys.known).toEqual([key]);
});
