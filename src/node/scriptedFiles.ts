import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { scriptedPaths } from '../core/scenario/scriptedPaths.ts';

/** No script that a person wrote is larger; a device or a log that a link leads to may have no end. */
const mostBytes = 1 << 20;

/**
 * Reads `NAME.model.yaml` beside a scenario, or in `models/` beside it. Null when there is neither, or when a link leads
 * out of `root` (the workspace folder, or where the CLI was started). Rejects with a sentence for what is no such file.
 */
export function createScriptedFiles(scenarioPath: string, root: string): (name: string) => Promise<string | null> {
  const folder = dirname(scenarioPath);
  const texts = new Map<string, Promise<string | null>>();
  const find = async (name: string): Promise<string | null> => {
    for (const path of scriptedPaths(name)) {
      const text = await readInside(join(folder, path), root);
      if (text !== null) return text;
    }
    return null;
  };
  return (name) => {
    const text = texts.get(name) ?? find(name);
    texts.set(name, text);
    return text;
  };
}

async function readInside(path: string, root: string): Promise<string | null> {
  try {
    const real = await realpath(path);
    const inside = relative(await realpath(root), real);
    if (inside.startsWith('..') || isAbsolute(inside)) return null;
    const found = await stat(real);
    if (!found.isFile() || found.size > mostBytes)
      throw new Error(`${path} is no scripted model: it is not a file of at most 1 MB`);
    return await readFile(real, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}
