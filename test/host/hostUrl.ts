import { pathToFileURL } from 'node:url';

/** What VS Code's page is told through `payload`; a built workbench reads it only with the server's smoke test driver on. */
export type Payload = readonly (readonly [key: string, value: string])[];

export interface WorkbenchAddress {
  readonly port: number;
  readonly token?: string;
  /** An absolute path, of a folder or of a `.code-workspace` file, which holds several. */
  readonly folder?: string;
  readonly payload?: Payload;
}

/** The address of a workbench on 127.0.0.1. */
export function workbenchUrl(address: WorkbenchAddress): string {
  const url = new URL(`http://127.0.0.1:${address.port}/`);
  if (address.token !== undefined) url.searchParams.set('tkn', address.token);
  if (address.folder !== undefined) {
    const kind = address.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    url.searchParams.set(kind, uriPath(address.folder));
  }
  if (address.payload !== undefined && address.payload.length > 0) {
    url.searchParams.set('payload', JSON.stringify(address.payload));
  }
  return url.href;
}

/** The URI by which the page knows a file of the server's machine. */
export function remoteUri(port: number, path: string): string {
  return `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
}

/** Loads an extension from its source folder and runs a test suite in its extension host. */
export function testPayload(port: number, extensionFolder: string, testsEntry: string): Payload {
  return [
    ['extensionDevelopmentPath', remoteUri(port, extensionFolder)],
    ['extensionTestsPath', remoteUri(port, testsEntry)],
  ];
}

/** `C:\a b` is `/C:/a b` in a URI; elsewhere the path is as it is. */
function uriPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
