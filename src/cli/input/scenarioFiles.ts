import { glob, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../exitCode.ts';

const names = '*.scenario.{yaml,yml}';
/** Copies of others' files, and what runs left behind: nobody means these unless they say so. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '.scenarist']);

/**
 * The files that the command line names, each once, in its order; what one argument stands for is sorted. A file stands for
 * itself, a folder for all scenario files below it, and a pattern that the shell left alone for what it matches. Throws
 * `UsageError` where a folder or a pattern stands for nothing: a misspelt one must not pass as «no problems».
 */
export async function findScenarioFiles(args: readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for (const path of (await Promise.all(args.map(filesOf))).flat()) {
    const file = await realpath(path).catch(() => path);
    if (!found.has(file)) found.set(file, path);
  }
  return [...found.values()];
}

async function filesOf(arg: string): Promise<readonly string[]> {
  const kind = await kindOf(arg);
  if (kind === 'file') return [arg];
  if (kind === 'folder') {
    const files = (await expand(`**/${names}`, arg)).map((path) => join(arg, path));
    if (files.length === 0) throw new UsageError(`there is no scenario file (${names}) in ${arg} or below it`);
    return files;
  }
  // Whoever reads it says that there is no such file.
  if (!/[*?[{]/.test(arg)) return [arg];
  const files = await expand(arg, '.');
  if (files.length === 0) throw new UsageError(`no file matches ${arg} (${[...skipped].join(' and ')} are left out)`);
  return files;
}

async function expand(pattern: string, folder: string): Promise<readonly string[]> {
  const named = new Set(pattern.split(/[\\/]/));
  const exclude = (path: string): boolean => skipped.has(basename(path)) && !named.has(basename(path));
  const files: string[] = [];
  for await (const path of glob(pattern, { cwd: folder, exclude }))
    if ((await kindOf(join(folder, path))) === 'file') files.push(path);
  return files.sort();
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // It is not there, or cannot be asked for: reading it says which.
    return null;
  }
}
