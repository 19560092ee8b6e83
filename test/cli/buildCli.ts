/** Vitest's global set-up: what the tests of the CLI start is built from what is in src/ now, unless `npm test` has just done so. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export default async function buildCli(): Promise<void> {
  if (process.env['SCENARIST_BUILT'] === undefined)
    await promisify(execFile)(process.execPath, ['esbuild.js', '--only', 'cli']);
}
