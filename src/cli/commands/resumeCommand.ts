import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { RunManifest } from '../../core/run/manifest.ts';
import { ResumeRefused, resumeRun, type RunResume } from '../../node/resumeRun.ts';
import type { RunSession } from '../../node/runSession.ts';
import { UnreadableRun } from '../../node/runStore.ts';
import { sha256 } from '../../node/sha256.ts';
import { chooseApprover } from './approverOption.ts';
import { createCliProviders, readEndpoints } from './cliProviders.ts';
import { UsageError } from '../exitCode.ts';
import { systemCode } from '../input/files.ts';
import { findRun } from '../input/findRun.ts';
import { followRuns, tellOne } from './followRuns.ts';
import { notes, type Output } from '../output.ts';
import { requireReady } from '../input/requireReady.ts';
import type { RunOptions } from './runCommand.ts';

export type ResumeOptions = Pick<RunOptions, 'out' | 'endpoint' | 'concurrency' | 'budget' | 'approve'>;

/** Goes on with a run, named by its folder or by its name under `--out`, to its end or until Ctrl-C. */
export async function resumeCommand(named: string, options: ResumeOptions, output: Output): Promise<number> {
  const { root, run } = await findRun(named, options.out);
  const endpoints = readEndpoints(options.endpoint);
  let asksHere = false;
  const begin = async (signal: AbortSignal): Promise<readonly RunSession[]> => {
    const session = await resume({
      root,
      run,
      concurrency: options.concurrency,
      ...(options.budget !== undefined && { budgetUsd: options.budget }),
      signal,
      log: notes(output),
      async approver({ plan }) {
        const chosen = await chooseApprover(options.approve, [plan], output);
        ({ asksHere } = chosen);
        return chosen.approverOf();
      },
      providers: (readScripted) => createCliProviders({ readScripted, endpoints }),
      requireReady: ({ scenario, plan }, providers) => requireReady({ path: run, scenario }, plan.models, providers),
    });
    await tell(session, root, output);
    return [session];
  };
  return followRuns({ begin, tell: (ended) => tellOne(ended, output), output, showsProgress: () => !asksHere });
}

async function resume(start: RunResume): Promise<RunSession> {
  try {
    return await resumeRun(start);
  } catch (error) {
    if (error instanceof ResumeRefused || error instanceof UnreadableRun) throw new UsageError(error.message);
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(`${start.run} cannot be gone on with: its folder cannot be written (${code})`);
  }
}

async function tell({ manifest, interrupted }: RunSession, root: string, output: Output): Promise<void> {
  if (interrupted.length > 0)
    output.note(
      interrupted.length === 1
        ? '1 call was in flight when the run ended: it is sent again, and may be billed twice'
        : `${interrupted.length} calls were in flight when the run ended: they are sent again, and may be billed twice`,
    );
  for (const path of await changedFiles(manifest, root))
    output.note(`${path} has changed since: the run goes on with the text that it was planned with`);
}

/** The scenario and the files that it names, where they are not what was planned. A file that is gone says nothing. */
async function changedFiles({ scenario }: RunManifest, root: string): Promise<readonly string[]> {
  const named = (scenario.files ?? []).map((file) => ({ ...file, path: join(dirname(scenario.path), file.path) }));
  const checks = [scenario, ...named].map(async ({ path, sha256: planned }) => {
    const text = await readFile(resolve(root, path), 'utf8').catch(() => null);
    return text === null || sha256(text.replace(/^\uFEFF/, '')) === planned ? [] : [path];
  });
  return (await Promise.all(checks)).flat();
}
