/**
 * `npm start`: VS Code in the browser on the examples, with the packaged extension installed as its users get it. Prints one line on
 * stdout, `Scenarist is ready at URL`, when that page can be opened; runs until Ctrl-C.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, vscodeTestDir } from './install.ts';
import { installVsix, randomToken, startServer, temporaryFolders } from './server.ts';
import { parseStartOptions, type StartOptions } from './startOptions.ts';

/** Serves until the server ends, which it does not by itself. What is to be undone afterwards goes to `cleanup`. */
async function serve(options: StartOptions, cleanup: AsyncDisposableStack): Promise<never> {
  if (!existsSync(options.folder)) throw new Error(`There is no folder ${options.folder}.`);
  const temporary = await temporaryFolders();
  cleanup.defer(() => temporary.remove());
  const folders = {
    // Fresh, so that what runs is what was just built.
    ...temporary,
    // Settings and the local history of files stay from one start to the next. API keys do not: a VS Code that is served to a browser
    // keeps secrets in the memory of its page, and they are gone after a reload. The layout is kept by the browser, for this port.
    userDataDir: join(vscodeTestDir, 'start'),
  };
  await installVsix(options.vsix, folders);
  const server = await startServer({
    folders,
    port: options.port,
    token: randomToken(),
    // The examples are our own: a question about trust would stand between the user and the first click on Run.
    trusted: true,
  });
  cleanup.defer(() => server.stop());
  console.log(`Scenarist is ready at ${server.url({ folder: options.folder })}`);
  process.stderr.write('Press Ctrl-C to end it.\n');
  const code = await server.ended;
  throw new Error(`VS Code’s server ended by itself (exit code ${String(code)}):\n${server.log()}`);
}

/** Settles at Ctrl-C, at a signal, or when npm is gone: the shell between npm and us passes no signal on. */
function interruption(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 500).unref();
  });
}

const cleanup = new AsyncDisposableStack();
try {
  await Promise.race([interruption(), serve(parseStartOptions(process.argv.slice(2), projectRoot), cleanup)]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await cleanup.disposeAsync();
process.exit();
