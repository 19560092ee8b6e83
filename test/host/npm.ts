import { basename } from 'node:path';
import { startProcess } from './processes.ts';

/**
 * How to run the machine's npm. Inside an npm script its own path is in the environment, and runs on the Node that runs us:
 * that spares a shell on Windows, where `npm` is a .cmd file.
 */
export function npmCommand(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): { readonly command: string; readonly prefix: readonly string[]; readonly shell: boolean } {
  const cli = env['npm_execpath'];
  if (cli !== undefined && basename(cli) === 'npm-cli.js') {
    return { command: process.execPath, prefix: [cli], shell: false };
  }
  return { command: 'npm', prefix: [], shell: platform === 'win32' };
}

/** Runs npm in `folder`. Its output is shown only where it failed: a successful install says nothing worth reading. */
export async function runNpm(folder: string, args: readonly string[]): Promise<void> {
  const { command, prefix, shell } = npmCommand(process.env, process.platform);
  const npm = startProcess(command, [...prefix, ...args], { cwd: folder, shell });
  const code = await npm.ended;
  if (code !== 0)
    throw new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${npm.output().trim().slice(-2000)}`);
}
