import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { runInDesktop } from './desktop.ts';
import { testPayload } from './hostUrl.ts';
import { DeadlineError } from './poll.ts';
import { startServer, temporaryFolders, type Server } from './server.ts';
import type { Settings } from './serverArguments.ts';
import { Workbench } from './workbench.ts';

export interface InsideOptions {
  /** The extension's own folder, with its package.json. */
  readonly extensionFolder: string;
  /** Folders of other extensions that are there too. */
  readonly otherExtensions?: readonly string[];
  /** A module that exports `run(): Promise<void>`, which rejects when a test has failed. */
  readonly testsEntry: string;
  /** The folder, or `.code-workspace` file, that is opened; absolute, like the other paths. */
  readonly folder: string;
  readonly trusted: boolean;
  readonly settings?: Settings;
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** For the screenshot and the log that a failure leaves. */
  readonly name?: string;
}

/** A suite that has not ended by then hangs. */
const suiteDeadlineMs = 8 * 60_000;

/**
 * Runs a test suite inside the extension host of a real VS Code, with the extension loaded from its folder, and prints what it prints.
 * `SCENARIST_HOST` chooses the VS Code: `server` (the default: in a browser, all of it from npm) or `desktop` (which is downloaded).
 * @returns 0 when the suite's `run` resolved.
 * @throws Error when the suite did not come to its end.
 */
export async function runInside(options: InsideOptions): Promise<number> {
  const host = process.env['SCENARIST_HOST'] ?? 'server';
  switch (host) {
    case 'server':
      return runInServer(options);
    case 'desktop':
      return runInDesktop(options);
    default:
      throw new Error(`SCENARIST_HOST is ${host}; it may be server or desktop.`);
  }
}

async function runInServer(options: InsideOptions): Promise<number> {
  const folders = await temporaryFolders();
  const suite = { mark: randomUUID(), completed: join(folders.root, 'suite-completed') };
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => folders.remove());
  for (const folder of options.otherExtensions ?? [])
    await cp(folder, join(folders.extensionsDir, basename(folder)), { recursive: true });
  const server = await startServer({
    folders,
    trusted: options.trusted,
    graceSeconds: 3,
    smokeTestDriver: true,
    settings: options.settings ?? {},
    env: {
      ...options.env,
      SCENARIST_SUITE_ENTRY: options.testsEntry,
      SCENARIST_SUITE_MARK: suite.mark,
      SCENARIST_SUITE_COMPLETED: suite.completed,
    },
  });
  cleanup.defer(() => server.stop());
  const browser = await launchBrowser();
  cleanup.defer(() => browser.close());
  // Awaited here: the cleanup is not to begin before.
  return await runSuite(await browser.newPage(), server, options, suite);
}

async function runSuite(
  page: Page,
  server: Server,
  options: InsideOptions,
  suite: { readonly mark: string; readonly completed: string },
): Promise<number> {
  const payload = testPayload(server.port, options.extensionFolder, join(import.meta.dirname, 'suiteWrapper.ts'));
  const workbench = new Workbench(page, { server, folder: options.folder, payload });
  const outcome = Promise.withResolvers<number>();
  // Its rejection is seen where it is awaited; when opening the page fails first, nobody awaits it.
  outcome.promise.catch(() => undefined);
  await page.exposeFunction('codeAutomationLog', (type: string, [mark, text]: readonly unknown[]) => {
    if (mark === suite.mark) (type === 'error' || type === 'warn' ? console.error : console.log)(text);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => outcome.resolve(code));
  page.on('crash', () => outcome.reject(new Error('The browser page crashed.')));
  void server.ended.then(() => outcome.reject(new Error('VS Code’s server ended during the tests.')));
  const timer = setTimeout(() => {
    outcome.reject(new DeadlineError(`The tests did not end within ${suiteDeadlineMs / 60_000} minutes.`));
  }, suiteDeadlineMs);
  try {
    // Both are awaited at once: opening the page may fail, and a short suite ends before the page counts as usable.
    await Promise.race([workbench.open(), outcome.promise]);
    const code = await outcome.promise;
    if (code === 0 && !existsSync(suite.completed)) throw new Error('The extension host ended before the tests did.');
    if (code !== 0) await workbench.keepEvidence(options.name ?? 'inside');
    return code;
  } catch (error) {
    await workbench
      .keepEvidence(options.name ?? 'inside')
      .catch((reason: unknown) => console.error('No screenshot of the failure:', reason));
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
