import { readFile, stat } from 'node:fs/promises';
import { UsageError } from './exitCode.ts';

/** Reads a file that the command line names. Throws `UsageError` in words when it cannot be read. */
export async function readNamedFile(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory())
      throw new UsageError(`${path} is a folder: name the scenario files in it, as in ${path}/*.scenario.yaml`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) throw new UsageError(`${path} is not UTF-8 text: save it as UTF-8`);
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw new UsageError(
      code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${String(code ?? error)})`,
    );
  }
}
