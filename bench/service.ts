import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { scenario } from './answer.ts';
import { measureProcess, type Cost } from './process.ts';
import type { Row } from './report.ts';

const concurrency = 100;
/** Of the scenario to run. */
const conditions = 4;

/** 10,000 trials, streamed, journaled and graded, against 20 ms of latency; beside loops that do nothing but ask. */
export async function benchThroughput(): Promise<readonly Row[]> {
  const trials = 10_000;
  return await withServer(20, async (url) => {
    const loop = (script: string): Promise<Cost> => measureProcess([script, url, String(trials), String(concurrency)]);
    const fetchLoop = await loop('bench/fetchLoop.ts');
    const sdkLoop = await loop('bench/sdkLoop.ts');
    const run = await runCli(url, trials);
    const note = (cost: Cost): string =>
      `${(cost.wallMs / 1_000).toFixed(1)} s, ${(cost.cpuMs / trials).toFixed(2)} ms of CPU a trial`;
    const row = (what: string, cost: Cost, of: 'wallMs' | 'cpuMs', atMost: number | null): Row => ({
      what,
      value: cost[of] / sdkLoop[of],
      unit: '×',
      atMost,
      note: note(cost),
    });
    return [
      row('fetch loop: wall, of the SDK loop', fetchLoop, 'wallMs', null),
      row('scenarist run: wall, of the SDK loop', run, 'wallMs', 1.3),
      row('scenarist run: CPU a trial, of the SDK loop', run, 'cpuMs', 1.5),
      row("the SDK's streaming loop", sdkLoop, 'wallMs', null),
    ];
  });
}

/**
 * Whether memory grows with the run. V8 enlarges its young generation as long as a process lives, so a loop that keeps nothing
 * grows too: that is the yardstick.
 */
export async function benchMemory(): Promise<readonly Row[]> {
  return await withServer(5, async (url) => {
    const loop = (trials: number): Promise<Cost> =>
      measureProcess(['bench/sdkLoop.ts', url, String(trials), String(concurrency)]);
    const [loopFew, loopMany] = [await loop(1_000), await loop(10_000)];
    const [few, many] = [await runCli(url, 1_000), await runCli(url, 10_000)];
    const note = `${few.peakMb.toFixed(0)} and ${many.peakMb.toFixed(0)} MB; ${(many.cpuMs / 10_000).toFixed(2)} ms of CPU a trial`;
    return [
      { what: "the SDK's streaming loop", value: loopMany.peakMb / loopFew.peakMb, unit: '×', atMost: null },
      { what: 'scenarist run', value: many.peakMb / few.peakMb, unit: '×', atMost: 1.3, note },
    ];
  });
}

async function withServer<Result>(latencyMs: number, use: (url: string) => Promise<Result>): Promise<Result> {
  const server = spawn(process.execPath, ['bench/apiServer.ts', String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
    return await use(url);
  } finally {
    server.kill();
  }
}

async function runCli(url: string, trials: number): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-bench-'));
  const samples = String(trials / conditions);
  try {
    await writeFile(join(folder, 'bench.scenario.yaml'), scenario);
    const args = [
      'run',
      'bench.scenario.yaml',
      '--samples',
      samples,
      '--concurrency',
      String(concurrency),
      '--endpoint',
      `anthropic=${url}`,
    ];
    return await measureProcess([resolve('dist/cli/scenarist.js'), ...args], {
      cwd: folder,
      env: { ANTHROPIC_API_KEY: 'not-a-key' },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
