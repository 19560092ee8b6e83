/** Vitest's global set-up: what the tests of the CLI start is built from what is in src/ now. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export default async function buildCli(): Promise<void> {
  await promisify(execFile)(process.execPath, ['esbuild.js', '--only', 'cli']);
}
