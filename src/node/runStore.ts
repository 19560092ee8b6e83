import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scenarioKey } from '../core/run/createManifest.ts';
import { validateManifest } from '../core/run/generated/validateManifest.js';
import type { RunManifest } from '../core/run/manifest.ts';
import { openFileJournal, type FileJournal } from './fileJournal.ts';
import { isLocked, lockRun } from './runLock.ts';
import { sha256 } from './sha256.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

/** The runs under `.scenarist/runs` of one folder. */
export interface RunStore {
  /** Makes the folder of a new run, writes run.json, and opens its journal for writing. Nobody else writes to it. */
  create(manifest: RunManifest): Promise<NewRun>;
  /** Opens a run for reading. Rejects with a sentence where it is not there, or of another version. */
  open(run: string): Promise<StoredRun>;
  /** Names of runs, newest first; without opening any. */
  list(): Promise<readonly string[]>;
  /** The name of the last run of a scenario: of this file; else of this id, for a file that was moved. */
  findLast(scenario: { readonly id: string; readonly path: string }): Promise<string | null>;
}

export interface NewRun {
  readonly folder: string;
  readonly journal: FileJournal;
  /** Lets go of the run when it has ended; the journal can still be read. */
  readonly release: () => Promise<void>;
}

export interface StoredRun {
  readonly folder: string;
  readonly manifest: RunManifest;
  /** For reading. */
  readonly journal: FileJournal;
  /** A process is working on it now: what is under way is not yet stopped. */
  readonly live: boolean;
}

/** `root` is the folder that holds, or will hold, `.scenarist`. */
export function openRunStore(root: string): RunStore {
  const home = join(root, '.scenarist');
  const runs = join(home, 'runs');
  const folderOf = (run: string): string => {
    if (!/^[\w-]+$/.test(run)) throw new Error(`«${run}» is not the name of a run`);
    return join(runs, run);
  };

  const readManifest = async (run: string): Promise<RunManifest> => {
    const path = join(folderOf(run), 'run.json');
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const [wrong] = validateManifest(value);
    if (wrong !== undefined) throw new Error(`${path} is not a run of this version of Scenarist`);
    return value as RunManifest;
  };

  const list = async (): Promise<readonly string[]> => {
    const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && /^\d{4}-[\w-]+$/.test(entry.name))
      .map(({ name }) => name)
      .sort()
      .reverse();
  };

  return {
    list,
    async create(manifest) {
      const folder = folderOf(manifest.run);
      await mkdir(runs, { recursive: true });
      await keepOutOfGit(home);
      await mkdir(folder);
      const lock = await lockRun(join(folder, 'lock'));
      try {
        await writeFileAtomically(join(folder, 'run.json'), `${JSON.stringify(manifest, null, 2)}\n`);
        const journal = await openFileJournal(join(folder, 'journal.jsonl'), 'append');
        return { folder, journal, release: () => lock.release() };
      } catch (cause) {
        await lock.release();
        throw cause;
      }
    },
    async open(run) {
      const folder = folderOf(run);
      const manifest = await readManifest(run);
      // Asked before the journal is read: a run that ends in between is then shown once more, not shown as stopped.
      const live = await isLocked(join(folder, 'lock'));
      return { folder, manifest, live, journal: await openFileJournal(join(folder, 'journal.jsonl'), 'read') };
    },
    async findLast({ id, path }) {
      const key = scenarioKey(id, sha256);
      let moved: string | null = null;
      for (const run of (await list()).filter((name) => name.endsWith(`-${key}`))) {
        const manifest = await readManifest(run).catch(() => null);
        if (manifest?.scenario.id !== id) continue;
        if (manifest.scenario.path === path) return run;
        moved ??= (await exists(join(root, manifest.scenario.path))) ? null : run;
      }
      return moved;
    },
  };
}

/** Runs hold what models said and may be large: they are shared on purpose or not at all. */
async function keepOutOfGit(home: string): Promise<void> {
  await writeFile(join(home, '.gitignore'), '*\n', { flag: 'wx' }).catch((cause: unknown) => {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
