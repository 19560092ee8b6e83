import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { Keys } from '../../../src/extension/keys.ts';
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
