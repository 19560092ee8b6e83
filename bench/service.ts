import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { scenario } from './answer.ts';
import { measureProcess, type Cost } from './process.ts';
import type { Row } from './report.ts';

const concurrency = 50;
/** Of the scenario to run. */
const conditions = 4;

/** 1,000 trials, streamed, journaled and graded, against 100 ms of latency; beside loops that do nothing but ask. */
export async function benchThroughput(): Promise<readonly Row[]> {
  const trials = 1_000;
  const idealMs = (trials / concurrency) * 100;
  return await withServer(100, async (url) => {
    const loop = (script: string): Promise<Cost> => measureProcess([script, url, String(trials), String(concurrency)]);
    const costs = [
      ['fetch loop', await loop('bench/fetchLoop.ts'), null],
      ["the SDK's streaming loop", await loop('bench/sdkLoop.ts'), null],
      ['scenarist run', await runCli(url, trials), { wall: 1.5, cpu: 4 }],
    ] as const;
    return [
      ...costs.map(([what, { wallMs }, target]): Row => ({
        what: `${what}: wall, of the ideal`,
        value: wallMs / idealMs,
        unit: '×',
        atMost: target?.wall ?? null,
      })),
      ...costs.map(([what, { cpuMs }, target]): Row => ({
        what: `${what}: CPU a trial`,
        value: cpuMs / trials,
        unit: 'ms',
        atMost: target?.cpu ?? null,
      })),
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
