import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runNpm } from './npm.ts';
import { isRunning } from './processes.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');

/** What tests download and leave behind; not in git. The desktop runner keeps its VS Code here too. */
export const vscodeTestDir = join(projectRoot, '.vscode-test');

const codeServerVersion = '4.139.1';
const vscodeFolder = 'node_modules/code-server/lib/vscode';

/** Counts the versions of our own changes to it, `native/`. */
const standInsVersion = 1;

/** How long to wait for another process that is installing the same thing. */
const otherInstallDeadlineMs = 10 * 60_000;

export interface Host {
  /** The Node that runs the server: ours, since everything here needs Node 24 anyway. */
  readonly nodeBinary: string;
  readonly serverMain: string;
}

/** Installs VS Code's server on first use. Its npm package holds all of VS Code. */
export async function ensureHost(): Promise<Host> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) {
    throw new Error(
      `VS Code's server needs Node 24, this is ${process.version}. Start it with an npm script: those use the project's own Node 24.`,
    );
  }
  const folder = await ensureInstalled({
    name: 'code-server',
    version: `${codeServerVersion}-${standInsVersion}`,
    title: `VS Code 1${codeServerVersion.slice(1)} (650 MB, once)`,
    packages: [`code-server@${codeServerVersion}`],
    async finish(staging) {
      await npmInstall(join(staging, vscodeFolder), ['--omit=dev']);
      await replaceModule(join(staging, vscodeFolder, 'node_modules/@vscode/spdlog'), 'spdlog.js');
      await replaceModule(join(staging, vscodeFolder, 'node_modules/@vscode/native-watchdog'), 'nativeWatchdog.js');
    },
  });
  return { nodeBinary: process.execPath, serverMain: join(folder, vscodeFolder, 'out/server-main.js') };
}

/** Puts our stand-in for a native module that is not built into its place. */
async function replaceModule(folder: string, standIn: string): Promise<void> {
  await copyFile(join(import.meta.dirname, 'native', standIn), join(folder, 'index.js'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "main": "index.js" }\n');
}

export interface Installation {
  readonly name: string;
  /** Part of the folder's name, so that another version is another folder. */
  readonly version: string;
  /** For people, in the progress line. */
  readonly title: string;
  /** With exact versions. */
  readonly packages: readonly string[];
  /** What is to be done with the installed packages; a folder whose `finish` failed is not kept. */
  finish?(folder: string): Promise<void>;
}

/**
 * Installs npm packages into a folder of `.vscode-test`, and returns the folder. It is made under another name and renamed when
 * complete, so the folder's existence is the stamp: an interrupted install leaves nothing that looks like a finished one, and
 * where two processes get here at once, the second takes what the first has made.
 */
export function ensureInstalled(installation: Installation, parent: string = vscodeTestDir): Promise<string> {
  const target = join(parent, `${installation.name}-${installation.version}`);
  const promise = underWay.get(target) ?? install(installation, target).finally(() => underWay.delete(target));
  underWay.set(target, promise);
  return promise;
}

/** What this process is installing: processes stay out of each other's way by their ids, which are one and the same here. */
const underWay = new Map<string, Promise<string>>();

async function install(installation: Installation, target: string): Promise<string> {
  await waitForOthers(target);
  if (existsSync(target)) return target;
  const staging = `${target}.partial-${process.pid}`;
  try {
    process.stderr.write(`Installing ${installation.title} …\n`);
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    // A package.json of its own: npm would otherwise look for the project above, and install there.
    await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
    await npmInstall(staging, ['--no-package-lock', ...installation.packages]);
    await installation.finish?.(staging);
    await renameUnlessThere(staging, target);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Could not install ${installation.packages.join(' ')} into ${dirname(target)}.\n${reason}\n` +
        'Check that npm reaches its registry (npm ping) and that 1.5 GB of disk are free, then start again.',
      { cause },
    );
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return target;
}

function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  return runNpm(folder, [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...args,
  ]);
}

/** Waits while another living process installs the same; what a dead one has left is removed. */
async function waitForOthers(target: string): Promise<void> {
  const deadline = Date.now() + otherInstallDeadlineMs;
  for (let told = false; ; told = true) {
    const others = await partialInstalls(target);
    const living = others.filter(({ pid }) => pid !== process.pid && isRunning(pid));
    for (const { folder } of others.filter((other) => !living.includes(other))) {
      await rm(folder, { recursive: true, force: true });
    }
    // After the deadline the pid is more likely to be reused than the install to be still under way: going on is safe either way.
    if (existsSync(target) || living.length === 0 || Date.now() > deadline) return;
    if (!told) process.stderr.write(`Waiting for another process to install ${basename(target)} …\n`);
    await delay(500);
  }
}

async function partialInstalls(target: string): Promise<{ folder: string; pid: number }[]> {
  const parent = dirname(target);
  const start = `${basename(target)}.partial-`;
  const names = existsSync(parent) ? await readdir(parent) : [];
  return names
    .filter((name) => name.startsWith(start))
    .map((name) => ({ folder: join(parent, name), pid: Number(name.slice(start.length)) }));
}

async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
