import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

/**
 * Runs inside the extension host, around the suite. The server's host mixes all that VS Code logs into the suite's output, and reports
 * exit code 0 for an extension host that has crashed: so what the suite prints is marked, and its completion written to a file.
 */
export async function run(): Promise<void> {
  const entry = required('SCENARIST_SUITE_ENTRY');
  markConsole(required('SCENARIST_SUITE_MARK'));
  const suite: unknown = await import(pathToFileURL(entry).href);
  if (!exportsRun(suite)) throw new Error(`${entry} exports no function run().`);
  await suite.run();
  writeFileSync(required('SCENARIST_SUITE_COMPLETED'), '');
}

/** Puts another console in its place: the extension host lets nobody change the methods of its own. */
function markConsole(mark: string): void {
  const original = globalThis.console;
  const marked =
    (level: 'log' | 'warn' | 'error') =>
    (...args: unknown[]): void =>
      original[level](mark, format(...args));
  globalThis.console = {
    ...original,
    log: marked('log'),
    info: marked('log'),
    warn: marked('warn'),
    error: marked('error'),
  };
}

function exportsRun(module: unknown): module is { run(): Promise<void> } {
  return typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function';
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this file is started by runInside.ts alone.`);
  return value;
}
