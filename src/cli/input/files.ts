import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../exitCode.ts';

/** Far above what a scenario may hold: what is larger is another file, and a device may have no end. */
const mostBytes = 64 << 20;

/** Reads a file that the command line names. Throws `UsageError` in words when it cannot be read. */
export async function readNamedFile(path: string): Promise<string> {
  try {
    await requireFile(path);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) throw new UsageError(`${path} is not UTF-8 text: save it as UTF-8`);
    const code = systemCode(error);
    throw new UsageError(
      code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${code ?? String(error)})`,
    );
  }
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path);
  if (found.isDirectory())
    throw new UsageError(`${path} is a folder: name the scenario files in it, as in ${path}/*.scenario.yaml`);
  if (!found.isFile()) throw new UsageError(`${path} is no file: name a scenario file`);
  if (found.size > mostBytes) throw new UsageError(`${path} is larger than any scenario: name a scenario file`);
}

/** The system's code of an error, such as `EACCES`; null for an error that is not the system's. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
}
