import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from '../host/browser.ts';
import { projectRoot } from '../host/install.ts';
import { until } from '../host/poll.ts';
import { installVsix, startServer, temporaryFolders, type Server } from '../host/server.ts';
import type { Settings } from '../host/serverArguments.ts';
import { withWorkbench, type Workbench } from '../host/workbench.ts';

/** An editor as a user has it: the packaged extension installed, a copy of the examples open. */
export interface Editor extends AsyncDisposable {
  readonly folder: string;
  /** Opens a window and leaves a screenshot and the logs when `body` fails. */
  use(
    name: string,
    body: (workbench: Workbench) => Promise<void>,
    viewport?: { width: number; height: number },
  ): Promise<void>;
}

const patienceMs = 90_000;
/** The same for `expect.poll`. */
export const patience = { timeout: patienceMs };

export async function openEditor(options: {
  readonly trusted: boolean;
  readonly settings?: Settings;
}): Promise<Editor> {
  await using made = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-e2e-'));
  made.defer(() => rm(folder, { recursive: true, force: true }));
  await cp(join(projectRoot, 'examples'), folder, { recursive: true, filter: (path) => !path.includes('.scenarist') });
  const folders = await temporaryFolders();
  made.defer(() => folders.remove());
  await installVsix(join(projectRoot, 'dist/scenarist.vsix'), folders);
  const server: Server = await startServer({
    folders,
    trusted: options.trusted,
    graceSeconds: 3,
    settings: options.settings ?? {},
  });
  made.defer(() => server.stop());
  const browser: Browser = await launchBrowser();
  made.defer(() => browser.close());
  const owned = made.move();
  return {
    folder,
    use: (name, body, viewport) =>
      withWorkbench(name, { browser, server, folder, ...(viewport === undefined ? {} : { viewport }) }, body),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** How long one attempt may take before it is made again. */
const attemptMs = 3_000;

/** Waits until something is so, with the patience that a slow machine needs. */
export function eventually(what: string, probe: () => Promise<boolean>): Promise<unknown> {
  return until(what, patienceMs, probe);
}

/** Whether it comes, within the time that one attempt gets. */
export function isShown(locator: Locator): Promise<boolean> {
  return within(locator.waitFor({ timeout: attemptMs }));
}

/** Whether it goes, within the time that one attempt gets. */
export function isGone(locator: Locator): Promise<boolean> {
  return within(locator.waitFor({ state: 'hidden', timeout: attemptMs }));
}

function within(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}

/** Presses a key until it has its effect: one that comes while the focus is on its way is lost. A second one must do no harm. */
export async function pressUntil({ page }: Workbench, key: string, effect: Locator): Promise<void> {
  await eventually(`${key} has its effect`, async () => {
    await page.keyboard.press(key);
    return isShown(effect);
  });
}

/** Types an answer where it is asked for, and gives it. */
export async function answer({ page }: Workbench, input: Locator, text: string): Promise<void> {
  await input.fill(text);
  await eventually('the answer is taken', async () => {
    if (await input.isVisible()) await page.keyboard.press('Enter');
    return isGone(input);
  });
}

/** Clicks until that has its effect; a second click must do no harm. */
export async function clickUntil(target: Locator, effect: Locator): Promise<void> {
  await eventually('the click has its effect', async () => {
    if (await effect.isVisible()) return true;
    await within(target.click({ timeout: attemptMs }));
    return isShown(effect);
  });
}

export async function waitForLens(workbench: Workbench, text: string): Promise<void> {
  await eventually(`a lens «${text}»`, async () => (await workbench.codeLenses()).some((lens) => lens.includes(text)));
}

/** Clicks a lens that starts a run, and waits until the panel says that it has ended. */
export async function runByLens(workbench: Workbench, lens: string, ended: RegExp): Promise<void> {
  await waitForLens(workbench, lens);
  await workbench.clickCodeLens(lens, () => workbench.panel().locator('.run-header').isVisible());
  await panelSays(workbench, ended);
}

export async function panelSays(workbench: Workbench, text: RegExp): Promise<void> {
  await eventually(`the panel says ${String(text)}`, async () => text.test(await panelText(workbench)));
}

export function panelText(workbench: Workbench): Promise<string> {
  return workbench
    .panel()
    .locator('body')
    .innerText({ timeout: 5000 })
    .catch(() => '');
}
