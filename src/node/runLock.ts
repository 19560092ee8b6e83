import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../core/text/json.ts';

export interface RunLock {
  release(): Promise<void>;
}

/**
 * Marks a run's folder as worked on by this process; null where a process that still lives does so. A lock is a file
 * `lock.N` with the process's number and start time. The lock of a dead process is not taken away but outnumbered: whoever
 * makes `lock.N+1` first has the run, so of two windows that resume it at once one gets it.
 */
export async function lockRun(folder: string): Promise<RunLock | null> {
  const locks = await listLocks(folder);
  const last = locks.at(-1) ?? 0;
  if (last > 0 && (await isHeld(join(folder, nameOf(last))))) return null;
  const path = join(folder, nameOf(last + 1));
  const holder = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) });
  if (!(await createWhole(path, holder))) return null;
  return {
    async release() {
      await rm(path, { force: true });
      for (const number of locks) await rm(join(folder, nameOf(number)), { force: true });
    },
  };
}

/** Whether a process that still lives works on the run. A number that another process got since does not count. */
export async function isLocked(folder: string): Promise<boolean> {
  const last = (await listLocks(folder)).at(-1);
  return last !== undefined && isHeld(join(folder, nameOf(last)));
}

function nameOf(number: number): string {
  return `lock.${number}`;
}

async function listLocks(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => (/^lock\.\d{1,9}$/.test(name) ? [Number(name.slice(5))] : []))
    .sort((one, other) => one - other);
}

/** Makes a file that has its text from the first moment on. Resolves to false where there is one. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    // A disk without hard links copies, which is not in one step, but refuses a second one too.
    await link(draft, path).catch((cause: unknown) => {
      if (isExisting(cause)) throw cause;
      return copyFile(draft, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (cause) {
    if (isExisting(cause)) return false;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

function isExisting(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

async function isHeld(path: string): Promise<boolean> {
  const holder = readHolder(await readFile(path, 'utf8').catch(() => ''));
  if (holder === null || !isAlive(holder.pid)) return false;
  return holder.started === (await startOf(holder.pid));
}

interface Holder {
  readonly pid: number;
  readonly started: string | null;
}

function readHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || typeof value['pid'] !== 'number') return null;
    return { pid: value['pid'], started: typeof value['started'] === 'string' ? value['started'] : null };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 is sent to nobody: it asks.
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It lives, and belongs to somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** When a process started, in the system's own units; null where the system does not say, and the number alone has to do. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // proc_pid_stat(5): the second field is the name, in parentheses, and may hold anything; the start time is the 22nd.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
