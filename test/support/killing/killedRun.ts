/** A run of the built CLI that is killed, resumed, killed again … and at last left to its end. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { createFolder, runCli, type CliResult } from '../cli.ts';
import { acknowledged, berthsOf, eventsOf, inFlight, runOf } from './books.ts';
import { harborText, startHarborService, type HarborService } from './harbor.ts';

type Kill =
  /** At so many writes of a file, by itself. */
  | { readonly how: 'before' | 'within' | 'after' | 'ENOSPC' | 'EIO'; readonly write: number }
  /** From outside, at so many requests and a moment later. */
  | { readonly how: 'signal'; readonly request: number; readonly ms: number };

export interface KilledRun {
  readonly kills: readonly Kill[];
  /** What each process that did not get to its end wrote to stderr. */
  readonly said: readonly string[];
  /** Of the last process, which was left alone. */
  readonly result: CliResult;
  readonly events: readonly JournalEvent[];
  /** The berth of each condition. */
  readonly berths: ReadonlyMap<string, string>;
  /** What was on disk after each kill. */
  readonly acknowledged: readonly (readonly string[])[];
  /** The calls that a kill left in flight; each once, also where the next kill came before it was journaled. */
  readonly inFlight: ReadonlyMap<string, string>;
  /** The service's own count of requests. */
  readonly posts: ReadonlyMap<string, number>;
}

/** Kills a run at most so many times, at moments that the seed decides; a run that was faster has fewer. */
export async function killedRun(seed: number, mostKills: number, choose = chooseKill): Promise<KilledRun> {
  const random = createRandom(seed);
  const service = await startHarborService();
  await using folder = await createFolder({ 'harbor.scenario.yaml': harborText });
  const kills: Kill[] = [];
  const after: (readonly string[])[] = [];
  const said: string[] = [];
  const lost = new Map<string, string>();
  try {
    for (;;) {
      const kill = kills.length < mostKills ? choose(random) : null;
      const result = await runOnce(folder.path, service, kill);
      const run = runOf(folder.path);
      if (result.code !== 0 && kill !== null) {
        kills.push(kill);
        said.push(result.stderr);
        const events = run === null ? [] : eventsOf(folder.path, run);
        after.push(acknowledged(events));
        for (const [call, at] of inFlight(events)) lost.set(`${call} ${at}`, call);
      } else if (run === null) throw new Error(`no run: ${result.stderr}`);
      else
        return {
          kills,
          said,
          result,
          events: eventsOf(folder.path, run),
          berths: berthsOf(folder.path, run),
          acknowledged: after,
          inFlight: lost,
          posts: service.posts,
        };
    }
  } finally {
    await service.close();
  }
}

const killSwitch = pathToFileURL(resolve('test/support/killing/killSwitch.ts')).href;

async function runOnce(cwd: string, service: HarborService, kill: Kill | null): Promise<CliResult> {
  const run = runOf(cwd);
  const what = run === null ? ['run', 'harbor.scenario.yaml'] : ['resume', run];
  const args = [...what, '--endpoint', `anthropic=${service.url}`, '--format', 'json', '--concurrency', '4'];
  const bySwitch =
    kill === null || kill.how === 'signal'
      ? {}
      : { NODE_OPTIONS: `--import=${killSwitch}`, KILL_AT: String(kill.write), KILL_HOW: kill.how };
  return runCli(args, {
    cwd,
    env: { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789', ...bySwitch },
    onStart(signal) {
      service.onRequest = (count) => {
        if (kill?.how === 'signal' && count === kill.request) setTimeout(() => signal('SIGKILL'), kill.ms);
      };
    },
  });
}

/** A disk that takes no more, or is broken, in place of a kill. */
export function chooseFault(random: () => number): Kill {
  return { how: random() < 0.5 ? 'ENOSPC' : 'EIO', write: 1 + Math.floor(random() * 14) };
}

function chooseKill(random: () => number): Kill {
  const upTo = (most: number): number => 1 + Math.floor(random() * most);
  const choice = upTo(5);
  if (choice === 5) return { how: 'signal', request: upTo(12), ms: upTo(6) };
  // Half of those that a write decides are within it: only they leave a torn line.
  return { how: choice <= 2 ? 'within' : choice === 3 ? 'before' : 'after', write: upTo(14) };
}

/** mulberry32: small, seeded, good enough to choose moments. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
