import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { limits } from '../core/document/limits.ts';
import type { FileAnswer, FileRefusal, Files } from '../core/scenario/files/files.ts';

/** No character takes more than four bytes. */
const mostBytes = 4 * limits.characters;

/**
 * The files that a scenario in `folder` may name: those below `root`, once every link is followed. Both are paths of
 * folders that exist.
 */
export function diskFiles({ folder, root }: { readonly folder: string; readonly root: string }): Files {
  return {
    async read(path) {
      const file = join(folder, path);
      if (!isInside(root, file)) return { refusal: 'outside' };
      try {
        const real = await realpath(file);
        return isInside(await realpath(root), real) ? await readText(real) : { refusal: 'outside' };
      } catch (error) {
        const refusal = refusalOf(error);
        return { refusal: refusal === 'missing' && !(await leadsInside(root, file)) ? 'outside' : refusal };
      }
    },
  };
}

/** The folder whose files a scenario may name: where the command is started, or its own where that is elsewhere. */
export function rootFor(folder: string, startedIn: string): string {
  return isInside(startedIn, folder) ? startedIn : folder;
}

/** Of a file that is not there: whether it would be inside, for a folder on its way may be a link. */
async function leadsInside(root: string, file: string): Promise<boolean> {
  const folder = dirname(file);
  const real = await realpath(folder).catch(() => null);
  return real === null ? folder !== file && leadsInside(root, folder) : isInside(await realpath(root), real);
}

async function readText(file: string): Promise<FileAnswer> {
  const found = await stat(file);
  if (found.isDirectory()) return { refusal: 'folder' };
  if (!found.isFile()) return { refusal: 'unreadable' };
  if (found.size > mostBytes) return { refusal: 'too-large' };
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)) };
}

function refusalOf(error: unknown): FileRefusal {
  // What the decoder throws.
  if (error instanceof TypeError) return 'not-text';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}
