import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a process may take to end by itself before it is killed. */
const politeMs = 3000;
const maxOutputChars = 200_000;

export interface RunningProcess {
  readonly pid: number;
  /** What it has printed, both streams; the last part of it when that is long. */
  output(): string;
  /** Settles when it has ended, with its exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it with all that it has started. */
  stop(): Promise<void>;
}

export interface StartProcessOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly shell?: boolean;
}

/** Processes to be ended when we end, however that comes about. */
const running = new Set<ChildProcess>();

/**
 * Starts a process in a group of its own, so that what it starts (extension hosts, watchers, terminals) can be ended with it. It is
 * ended too when this process exits, crashes or is interrupted.
 */
export function startProcess(
  command: string,
  args: readonly string[],
  options: StartProcessOptions = {},
): RunningProcess {
  watchForOurEnd();
  const child = spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const append = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-maxOutputChars);
  };
  child.stdout.on('data', append);
  child.stderr.on('data', append);
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += `\n${error.message}`;
      running.delete(child);
      resolve(null);
    });
    // Not `exit`: its output is complete at `close` only.
    child.once('close', (code) => resolve(code));
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    async stop() {
      signalGroup(child, 'SIGTERM');
      await Promise.race([ended, delay(politeMs, undefined, { ref: false })]);
      // Also when the process itself has ended: what it has started may not have.
      signalGroup(child, 'SIGKILL');
      await ended;
      running.delete(child);
    },
  };
}

/** Whether a process with this id exists. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

let watching = false;

function watchForOurEnd(): void {
  if (watching) return;
  watching = true;
  const killAll = () => running.forEach((child) => signalGroup(child, 'SIGKILL'));
  process.on('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      // Someone else who listens may want to end things in order, and comes to the line above in the end.
      if (process.listenerCount(signal) > 0) return;
      killAll();
      process.kill(process.pid, signal);
    });
  }
}
