import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those that it stands in. Not `recursive` of Node, which tries for ever where a folder is there and takes no
 * other, as `/proc` does.
 */
export async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    if (await isFolder(path)) return;
    const parent = dirname(path);
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!isMissing || parent === path || (await isFolder(parent))) throw cause;
    await makeFolders(parent);
    await makeFolders(path);
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
