import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scenarioKey } from '../core/run/createManifest.ts';
import { validateManifest } from '../core/run/generated/validateManifest.js';
import type { RunManifest } from '../core/run/manifest.ts';
import { openFileJournal, type FileJournal } from './fileJournal.ts';
import { makeFolders } from './makeFolders.ts';
import { isLocked, lockRun } from './runLock.ts';
import { sha256 } from './sha256.ts';
import { syncFolder, writeFileAtomically } from './writeFileAtomically.ts';

/** The runs under `.scenarist/runs` of one folder. */
export interface RunStore {
  /** Makes the folder of a new run, writes run.json, and opens its journal for writing. Nobody else writes to it. */
  create(manifest: RunManifest): Promise<NewRun>;
  /** Opens a run for reading. Rejects with a sentence where it is not there, or of another version. */
  open(run: string): Promise<StoredRun>;
  /** Opens a run that nobody works on, to go on with it; null where a process does. Rejects as `open` does. */
  resume(run: string): Promise<(NewRun & { readonly manifest: RunManifest }) | null>;
  /** Names of runs, newest first; without opening any. With an id: those of a scenario with this id, and perhaps others. */
  list(scenarioId?: string): Promise<readonly string[]>;
  /** What a run planned. Rejects as `open` does. */
  manifest(run: string): Promise<RunManifest>;
  folderOf(run: string): string;
  /** Whether a process works on a run. */
  isLive(run: string): Promise<boolean>;
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
  /** Whether a process works on it: what is under way is then not yet stopped. */
  readonly isLive: () => Promise<boolean>;
}

/** What is in the folder of a run is not what Scenarist wrote: for a person. */
export class UnreadableRun extends Error {
  override readonly name = 'UnreadableRun';
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
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      if (isMissing(cause)) throw new Error(`there is no run «${run}» in ${runs}`);
      throw cause;
    });
    const value = parseJson(text);
    if (value === undefined)
      throw new UnreadableRun(
        `${path} is no JSON: it was changed or damaged after it was written. Put it back from a copy`,
      );
    const [wrong] = validateManifest(value);
    if (wrong !== undefined) throw new UnreadableRun(`${path} is not a run of this version of Scenarist`);
    return value as RunManifest;
  };

  const list = async (scenarioId?: string): Promise<readonly string[]> => {
    const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
    const end = scenarioId === undefined ? '' : `-${scenarioKey(scenarioId, sha256)}`;
    return entries
      .filter((entry) => entry.isDirectory() && /^\d{4}-[\w-]+$/.test(entry.name) && entry.name.endsWith(end))
      .map(({ name }) => name)
      .sort()
      .reverse();
  };

  return {
    list,
    manifest: readManifest,
    folderOf,
    isLive: (run) => isLocked(folderOf(run)),
    async create(manifest) {
      const folder = folderOf(manifest.run);
      await makeFolders(runs);
      await keepOutOfGit(home);
      await mkdir(folder);
      const opened = await lockAndOpen(folder, 'append');
      if (opened === null) throw new Error(`${folder} is taken`);
      try {
        // The journal is there before run.json, which is what makes the folder a run: one sync of the folder is for both.
        await writeFileAtomically(join(folder, 'run.json'), `${JSON.stringify(manifest, null, 2)}\n`);
        await syncFolder(runs);
        return opened;
      } catch (cause) {
        await opened.journal.close();
        await rm(folder, { recursive: true, force: true });
        throw cause;
      }
    },
    async resume(run) {
      const folder = folderOf(run);
      const manifest = await readManifest(run);
      const opened = await lockAndOpen(folder, 'go-on').catch((cause: unknown) => {
        if (!isMissing(cause)) throw cause;
        throw new UnreadableRun(
          `journal.jsonl of ${run} is gone, and with it what the run sent and bought. Put it back from a copy, or run the scenario again, which buys all of it`,
        );
      });
      return opened === null ? null : { ...opened, manifest };
    },
    async open(run) {
      const folder = folderOf(run);
      const manifest = await readManifest(run);
      const journal = await openFileJournal(join(folder, 'journal.jsonl'), 'read');
      return { folder, manifest, journal, isLive: () => isLocked(folder) };
    },
    async findLast({ id, path }) {
      let moved: string | null = null;
      for (const run of await list(id)) {
        const manifest = await readManifest(run).catch(() => null);
        if (manifest?.scenario.id !== id) continue;
        if (manifest.scenario.path === path) return run;
        moved ??= (await exists(join(root, manifest.scenario.path))) ? null : run;
      }
      return moved;
    },
  };
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

/** Undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Null where a process that still lives works on the run. */
async function lockAndOpen(folder: string, mode: 'append' | 'go-on'): Promise<NewRun | null> {
  const lock = await lockRun(folder);
  if (lock === null) return null;
  try {
    return {
      folder,
      journal: await openFileJournal(join(folder, 'journal.jsonl'), mode),
      release: () => lock.release(),
    };
  } catch (cause) {
    await lock.release();
    throw cause;
  }
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
