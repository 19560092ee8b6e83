import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, isAbsolute } from 'node:path';

/** One path segment: a model is named by a scenario, which must not reach elsewhere with it. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Reads `NAME.model.yaml` beside a scenario, or in `models/` beside it. Null when there is neither, or when a link leads
 * out of `root` (the workspace folder, or where the CLI was started).
 */
export function createScriptedFiles(scenarioPath: string, root: string): (name: string) => Promise<string | null> {
  const folder = dirname(scenarioPath);
  return async (name) => {
    if (!plainName.test(name)) return null;
    for (const path of [join(folder, `${name}.model.yaml`), join(folder, 'models', `${name}.model.yaml`)]) {
      const text = await readInside(path, root);
      if (text !== null) return text;
    }
    return null;
  };
}

async function readInside(path: string, root: string): Promise<string | null> {
  try {
    const inside = relative(await realpath(root), await realpath(path));
    if (inside.startsWith('..') || isAbsolute(inside)) return null;
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}
