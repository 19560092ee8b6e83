import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workbenchUrl, type Payload } from './hostUrl.ts';
import { ensureHost } from './install.ts';
import { until } from './poll.ts';
import { startProcess, type RunningProcess } from './processes.ts';
import {
  folderArguments,
  quietSettings,
  serverArguments,
  serverEnvironment,
  type HostFolders,
  type ServerArguments,
  type Settings,
} from './serverArguments.ts';

/** Generous: a cold start on a busy two-core machine takes a minute, a warm one two seconds. */
const startDeadlineMs = 120_000;

export interface ServerOptions extends Omit<ServerArguments, 'port' | 'tokenFile'> {
  /** Absent for tests alone: whoever reaches the port can then run code as this user. */
  readonly token?: string;
  /** Any free one when absent. */
  readonly port?: number;
  /** Added to the quiet ones. */
  readonly settings?: Settings;
  /** Added to our own environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Server {
  readonly port: number;
  readonly folders: HostFolders;
  /** The address of a workbench on this folder. */
  url(page: { readonly folder: string; readonly payload?: Payload }): string;
  /** What the server has printed. */
  log(): string;
  /** What its extension hosts have logged. */
  extensionHostLog(): Promise<string>;
  /** Settles when the server has ended by itself or was stopped. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Folders for one server in a new temporary folder, with the function that removes it. */
export async function temporaryFolders(): Promise<HostFolders & { readonly root: string; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'scenarist-host-'));
  return {
    root,
    ...foldersIn(root),
    // A stopped server may write for a moment longer.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

export function foldersIn(root: string): HostFolders {
  return {
    extensionsDir: join(root, 'extensions'),
    userDataDir: join(root, 'user'),
    serverDataDir: join(root, 'server'),
  };
}

export function randomToken(): string {
  return randomBytes(24).toString('hex');
}

/** Installs a packaged extension into a server's folders; to be called before the server starts. */
export async function installVsix(vsix: string, folders: HostFolders): Promise<void> {
  if (!existsSync(vsix)) throw new Error(`There is no ${vsix}. Build it first: npm run package.`);
  const child = await startServerMain(['--install-extension', vsix, '--force', ...folderArguments(folders)]);
  const code = await child.ended;
  // The index is what a workbench reads; the exit code alone has been 0 for a package that was refused.
  const index = join(folders.extensionsDir, 'extensions.json');
  const installed = existsSync(index) ? await readFile(index, 'utf8') : '[]';
  if (code !== 0 || installed.trim() === '[]') {
    throw new Error(`VS Code did not install ${vsix} (exit code ${String(code)}):\n${child.output()}`);
  }
}

/** Starts VS Code's server on 127.0.0.1 and waits until it serves a workbench. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { folders } = options;
  const temporary = join(folders.serverDataDir, 'tmp');
  await Promise.all([folders.extensionsDir, temporary].map((folder) => mkdir(folder, { recursive: true })));
  await writeUserSettings(folders, { ...quietSettings, ...options.settings });

  const tokenFile = options.token === undefined ? {} : { tokenFile: await writeToken(folders, options.token) };
  const child = await startServerMain(serverArguments({ ...options, ...tokenFile, port: options.port ?? 0 }), {
    // A server that is ended leaves its sockets behind. (On macOS the path would be too long for one.)
    ...(process.platform === 'linux' ? { TMPDIR: temporary } : {}),
    ...options.env,
  });
  let ended = false;
  void child.ended.then(() => (ended = true));
  const failIfEnded = () => {
    if (ended) throw new Error(`VS Code's server ended while starting:\n${child.output()}`);
  };

  try {
    const port = await until('VS Code’s server has a port', startDeadlineMs, () => {
      failIfEnded();
      return Promise.resolve(portIn(child.output()));
    });
    const address = { port, ...(options.token === undefined ? {} : { token: options.token }) };
    await until('VS Code’s server answers', startDeadlineMs, () => {
      failIfEnded();
      return servesWorkbench(port, options.token);
    });
    return {
      port,
      folders,
      url: (page) => workbenchUrl({ ...address, ...page }),
      log: () => child.output(),
      extensionHostLog: () => readExtensionHostLogs(folders),
      ended: child.ended,
      stop: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

async function startServerMain(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunningProcess> {
  const host = await ensureHost();
  const preload = pathToFileURL(join(import.meta.dirname, 'native/endWithParent.js')).href;
  return startProcess(host.nodeBinary, ['--import', preload, host.serverMain, ...args], {
    env: { ...serverEnvironment(process.env), ...env },
  });
}

/** The server prints the port it took: asking for a free one beforehand could lose it to another process. */
export function portIn(output: string): number | undefined {
  const match = /Extension host agent listening on (\d+)\n/.exec(output);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

async function servesWorkbench(port: number, token: string | undefined): Promise<boolean> {
  try {
    const response = await fetch(workbenchUrl({ port }), {
      // The cookie that the address with the token would set, by a redirect that fetch follows without it.
      headers: token === undefined ? {} : { cookie: `vscode-tkn=${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok && (await response.text()).includes('workbench');
  } catch {
    return false;
  }
}

/** In a file that only this user can read: a command line can be read by every user of the machine. */
async function writeToken(folders: HostFolders, token: string): Promise<string> {
  await mkdir(folders.serverDataDir, { recursive: true });
  const file = join(folders.serverDataDir, 'connection-token');
  await rm(file, { force: true });
  await writeFile(file, token, { mode: 0o600 });
  return file;
}

/** Where a remote window reads settings of the scopes «window» and «machine» from. */
async function writeUserSettings(folders: HostFolders, settings: Settings): Promise<void> {
  for (const scope of ['User', 'Machine']) {
    const file = join(folders.userDataDir, scope, 'settings.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`);
  }
}

async function readExtensionHostLogs(folders: HostFolders): Promise<string> {
  const logs = join(folders.userDataDir, 'logs');
  const names = existsSync(logs) ? await readdir(logs, { recursive: true }) : [];
  const files = names.filter((name) => name.endsWith('remoteexthost.log')).sort();
  return (await Promise.all(files.map((name) => readFile(join(logs, name), 'utf8')))).join('');
}
