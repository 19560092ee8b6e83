import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../exitCode.ts';

/** A run on this machine. */
export interface FoundRun {
  /** The folder that holds `.scenarist`. */
  readonly root: string;
  /** Its name. */
  readonly run: string;
}

/** `.scenarist/runs/RUN` of some folder, or `RUN` of the one that `--out` names. Throws `UsageError` where there is none. */
export async function findRun(named: string, out: string): Promise<FoundRun> {
  const isFolder = await stat(named).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const folder = isFolder ? resolve(named) : resolve(out, '.scenarist', 'runs', named);
  const hasPlan = await stat(join(folder, 'run.json')).then(
    (found) => found.isFile(),
    () => false,
  );
  const root = resolve(folder, '..', '..', '..');
  if (hasPlan && resolve(root, '.scenarist', 'runs', basename(folder)) === folder)
    return { root, run: basename(folder) };
  if (hasPlan)
    throw new UsageError(
      `${named} holds a run, but runs are read where they are kept: move it to ${join('.scenarist', 'runs', basename(folder))} of some folder`,
    );
  throw new UsageError(`there is no run ${named}: name a folder in .scenarist/runs, or --out where that is`);
}
