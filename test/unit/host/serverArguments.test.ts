import { describe, expect, it } from 'vitest';
import { serverArguments, serverEnvironment, type ServerArguments } from '../../host/serverArguments.ts';

const folders = { userDataDir: '/u', serverDataDir: '/s', extensionsDir: '/e' };

function argumentsFor(options: Partial<ServerArguments>): string[] {
  return serverArguments({ folders, port: 0, trusted: true, ...options });
}

describe('serverArguments', () => {
  it('listens on the loopback address alone, without telemetry, in its own folders', () => {
    expect(argumentsFor({ port: 81 })).toEqual(
      expect.arrayContaining([
        '--host=127.0.0.1',
        '--port=81',
        '--telemetry-level=off',
        '--user-data-dir=/u',
        '--server-data-dir=/s',
        '--extensions-dir=/e',
      ]),
    );
  });

  it.each<[string, Partial<ServerArguments>, string, boolean]>([
    ['trusted', { trusted: true }, '--disable-workspace-trust', true],
    ['restricted', { trusted: false }, '--disable-workspace-trust', false],
    ['a token', { tokenFile: '/t' }, '--connection-token-file=/t', true],
    ['a token', { tokenFile: '/t' }, '--without-connection-token', false],
    ['no token', {}, '--without-connection-token', true],
    ['grace', { graceSeconds: 3 }, '--reconnection-grace-time=3', true],
    ['the driver', { smokeTestDriver: true }, '--enable-smoke-test-driver', true],
    ['no driver unless asked for', {}, '--enable-smoke-test-driver', false],
  ])('%s', (_name, options, argument, expected) => {
    expect(argumentsFor(options).includes(argument)).toBe(expected);
  });
});

describe('serverEnvironment', () => {
  it.each([
    'npm_config_registry',
    'VSCODE_IPC_HOOK_CLI',
    'ELECTRON_RUN_AS_NODE',
    'VITEST_WORKER_ID',
    'NODE_OPTIONS',
    'NODE_ENV',
  ])('leaves out %s', (name) => {
    expect(serverEnvironment({ [name]: 'x' })).not.toHaveProperty(name);
  });

  it('keeps the rest, and has no marketplace', () => {
    expect(serverEnvironment({ PATH: '/bin', NODE_EXTRA_CA_CERTS: '/ca' })).toEqual({
      PATH: '/bin',
      NODE_EXTRA_CA_CERTS: '/ca',
      EXTENSIONS_GALLERY: '{}',
    });
  });
});
