import { open, readFile, rm } from 'node:fs/promises';
import { isObject } from '../core/text/json.ts';

export interface RunLock {
  release(): Promise<void>;
}

/** Marks a new run's folder as worked on by this process. Rejects where it is marked already. */
export async function lockRun(path: string): Promise<RunLock> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }));
  } finally {
    await file.close();
  }
  return { release: () => rm(path, { force: true }) };
}

/** Whether a process that still lives works on the run. A number that another process got since does not count. */
export async function isLocked(path: string): Promise<boolean> {
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
