import { describe, expect, it } from 'vitest';
import { remoteUri, testPayload, workbenchUrl } from '../../host/hostUrl.ts';

describe('workbenchUrl', () => {
  it.each([
    ['bare', { port: 81 }, 'http://127.0.0.1:81/'],
    ['a token', { port: 81, token: 'aB1' }, 'http://127.0.0.1:81/?tkn=aB1'],
    ['an empty payload', { port: 81, payload: [] }, 'http://127.0.0.1:81/'],
  ])('%s', (_name, address, expected) => {
    expect(workbenchUrl(address)).toBe(expected);
  });

  it.each(['/tmp/plain', '/tmp/with space/ä&b=c#d?e%20f'])('carries the folder %s as it is', (folder) => {
    const url = new URL(workbenchUrl({ port: 81, folder }));
    expect(url.searchParams.get('folder')).toBe(folder);
  });

  it('opens a file of several folders as a workspace', () => {
    const url = new URL(workbenchUrl({ port: 81, folder: '/tmp/two.code-workspace' }));
    expect([url.searchParams.get('workspace'), url.searchParams.get('folder')]).toEqual([
      '/tmp/two.code-workspace',
      null,
    ]);
  });

  it('carries the payload as JSON', () => {
    const payload = [['openFile', 'vscode-remote://x/a&b']] as const;
    const url = new URL(workbenchUrl({ port: 81, token: 't', folder: '/f', payload }));
    expect(JSON.parse(url.searchParams.get('payload') ?? '')).toEqual(payload);
  });
});

describe('remoteUri', () => {
  it('escapes what a URI cannot hold', () => {
    expect(remoteUri(81, '/a b/c#d')).toBe('vscode-remote://127.0.0.1:81/a%20b/c%23d');
  });
});

describe('testPayload', () => {
  it('names the extension and its tests', () => {
    expect(testPayload(81, '/ext', '/tests/index.ts')).toEqual([
      ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:81/ext'],
      ['extensionTestsPath', 'vscode-remote://127.0.0.1:81/tests/index.ts'],
    ]);
  });
});
