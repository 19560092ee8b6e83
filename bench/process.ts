import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a process cost, from its start to its end. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The exit code, beside 0, that is none of a failure. */
  readonly mayEndWith?: number;
}

const hook = resolve('bench/reportUsage.js');

/** Runs Node with these arguments to its end. Throws what it says where it does not end with 0. */
export async function measureProcess(
  args: readonly string[],
  { cwd, env = {}, mayEndWith = 0 }: ProcessOptions = {},
): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-bench-'));
  const report = join(folder, 'usage.json');
  try {
    const { PATH = '', HOME = '' } = process.env;
    const started = performance.now();
    await ended(['--import', hook, ...args], mayEndWith, {
      ...(cwd !== undefined && { cwd }),
      env: { PATH, HOME, USAGE_REPORT: report, ...env },
    });
    const wallMs = performance.now() - started;
    const { cpuMs, peakMb } = JSON.parse(await readFile(report, 'utf8')) as Omit<Cost, 'wallMs'>;
    return { wallMs, cpuMs, peakMb };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(
  args: readonly string[],
  mayEndWith: number,
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) =>
      code === 0 || code === mayEndWith ? done() : failed(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)),
    );
  });
}
