import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errors, type Browser, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import type { Payload } from './hostUrl.ts';
import { vscodeTestDir } from './install.ts';
import { DeadlineError, until } from './poll.ts';
import { parseProblem, type ShownProblem } from './problemRow.ts';
import type { Server } from './server.ts';

/** Test artefacts: a picture says more about a failure than any log. */
export const screenshotsDir = join(vscodeTestDir, 'screenshots');

/** For anything the workbench does at some time; only a failing test waits this long. */
const deadlineMs = 60_000;
const openDeadlineMs = 120_000;
/** How long one attempt may take before it is made again. */
const attemptMs = 5_000;

export interface WorkbenchOptions {
  readonly server: Server;
  /** An absolute path. */
  readonly folder: string;
  readonly payload?: Payload;
}

const themes = {
  dark: { name: 'Dark 2026', bodyClass: 'vs-dark' },
  light: { name: 'Light 2026', bodyClass: 'vs' },
  'high-contrast': { name: 'Dark High Contrast', bodyClass: 'hc-black' },
} as const;

export type Theme = keyof typeof themes;

/** Opens a workbench in the page and waits until it can be used. */
export async function openWorkbench(page: Page, options: WorkbenchOptions): Promise<Workbench> {
  const workbench = new Workbench(page, options);
  await workbench.open();
  return workbench;
}

/**
 * Gives `body` a workbench in a new browser context. Where that fails it leaves `NAME-failed.png` and `NAME-failed.log` among the
 * screenshots.
 */
export async function withWorkbench(
  name: string,
  options: WorkbenchOptions & { readonly browser: Browser; readonly viewport?: { width: number; height: number } },
  body: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const context = await options.browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(deadlineMs);
  const workbench = new Workbench(await context.newPage(), options);
  try {
    await workbench.open();
    await body(workbench);
  } catch (error) {
    await workbench
      .keepEvidence(name)
      .catch((reason: unknown) => console.error('No screenshot of the failure:', reason));
    throw error;
  } finally {
    await context.close();
  }
}

/** A VS Code window in a page, driven as a person would: through what is shown. */
export class Workbench {
  readonly page: Page;
  private readonly server: Server;
  private readonly options: WorkbenchOptions;
  private readonly consoleLines: string[] = [];

  constructor(page: Page, options: WorkbenchOptions) {
    this.page = page;
    this.server = options.server;
    this.options = options;
    page.on('console', (message) => this.consoleLines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.consoleLines.push(`uncaught: ${error.stack ?? error.message}`));
  }

  async open(): Promise<void> {
    await this.page.goto(this.server.url(this.options), { timeout: openDeadlineMs });
    await this.waitUntilUsable();
  }

  /** As «Developer: Reload Window» does. */
  async reload(): Promise<void> {
    await this.page.reload({ timeout: openDeadlineMs });
    await this.waitUntilUsable();
  }

  /** The command of that name: unlike `reload` it gives the window time to keep what was open. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: openDeadlineMs });
    // Where the command cannot be run, that is the failure to tell of.
    loaded.catch(() => undefined);
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitUntilUsable();
  }

  /** Runs a command by its full title (`Category: Title`) from the palette, once it is there: an extension may still be on its way. */
  async runCommand(title: string): Promise<void> {
    await until(`the palette offers «${title}»`, deadlineMs, async () => {
      return (await this.ask(`>${title}`)) && this.pickRow(this.page.getByText(title, { exact: true }));
    });
  }

  /** Opens a file, by its path relative to the folder, in an editor and waits for its text. */
  async openFile(path: string): Promise<Locator> {
    const name = path.split('/').at(-1) ?? path;
    await until(`${path} can be opened`, deadlineMs, async () => {
      return (
        (await this.ask(resolve(this.options.folder, path))) && this.pickRow(this.page.getByText(name, { exact: true }))
      );
    });
    return this.waitForEditor(name);
  }

  /** Waits until the active editor's tab has this title, and returns the editor. */
  async waitForEditor(title: string): Promise<Locator> {
    const group = this.page.locator('.editor-group-container.active');
    await group.locator(`.tab.active[data-resource-name=${JSON.stringify(title)}]`).waitFor({ timeout: deadlineMs });
    const editor = group.locator('.monaco-editor[role="code"]').last();
    await editor.locator('.view-line').first().waitFor({ timeout: deadlineMs });
    return editor;
  }

  /** Moves the cursor of the active editor to a line and column, both counted from 1, and shows it. */
  async goToLine(line: number, column = 1): Promise<void> {
    await (await this.quickInput()).fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: deadlineMs });
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor({ timeout: deadlineMs });
    // A key that comes before the new place is drawn is now and then lost (1 Enter in 100; none when it comes a frame later).
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  /** The texts of the code lenses that are in view now. */
  async codeLenses(): Promise<string[]> {
    const texts = await this.lenses().allTextContents();
    return texts.map((text) => text.trim());
  }

  /** The first code lens in view whose text contains `text`. */
  codeLens(text: string): Locator {
    return this.lenses().filter({ hasText: text }).first();
  }

  /**
   * Clicks the first code lens in view whose text contains `text`, until `hadEffect`: clicks in the first seconds of a workbench are
   * sometimes swallowed. `hadEffect` should look for something that comes at once, or the lens is clicked twice.
   */
  async clickCodeLens(text: string, hadEffect: () => Promise<boolean>): Promise<void> {
    await until(`the lens «${text}» had its effect`, deadlineMs, async () => {
      const clicked = await unlessTimedOut(this.codeLens(text).click({ timeout: attemptMs }));
      return clicked && unlessTimedOut(until('', attemptMs, hadEffect));
    });
  }

  /** The page of our webview view, looked up anew at each use: it is another one each time the view is shown. */
  panel(): FrameLocator {
    return this.page.frameLocator(`${panelSelector}.ready`).frameLocator('#active-frame');
  }

  /** The same as a frame, for what only a frame can do (`evaluate`, axe). */
  async panelFrame(): Promise<Frame> {
    await this.panel().locator('body').waitFor({ timeout: deadlineMs });
    const outer = await this.page.locator(`${panelSelector}.ready`).first().elementHandle();
    const inner = await (await outer.contentFrame())?.locator('#active-frame').elementHandle();
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error('The panel was there and is gone: its view was hidden or reloaded meanwhile.');
    return frame;
  }

  /** What the Problems view shows now; only the rows in view, which are about eight lines. */
  async problems(): Promise<ShownProblem[]> {
    const view = this.page.locator('.markers-panel-container');
    if (!(await view.isVisible())) await this.runCommand('Problems: Focus on Problems View');
    await view.waitFor({ timeout: deadlineMs });
    const labels = await view
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
    return labels.map(parseProblem).filter((problem) => problem !== undefined);
  }

  /** The texts of the notifications that are shown now. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allTextContents();
  }

  /** By the picker: a workbench in the browser stops following its settings file after the first change. */
  async setTheme(theme: Theme): Promise<void> {
    const { name, bodyClass } = themes[theme];
    await until(`the theme «${name}» can be chosen`, deadlineMs, async () => {
      await this.runCommand('Preferences: Color Theme');
      await this.page.locator('.quick-input-widget input[type="text"]').fill(name);
      return this.pickRow(this.page.getByText(name, { exact: true }));
    });
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: deadlineMs });
    await this.page.locator(`.monaco-workbench.${bodyClass}`).waitFor({ timeout: deadlineMs });
  }

  /**
   * Pictures in a dark and a light theme, `NAME-dark` and `NAME-light`. The theme comes from the folder's settings on the disk, so that
   * whatever has been opened (a list, a hover) stays open.
   */
  async screenshotThemes(name: string): Promise<void> {
    const settings = join(this.options.folder, '.vscode');
    await mkdir(settings, { recursive: true });
    for (const theme of ['light', 'dark'] as const) {
      const { name: colorTheme, bodyClass } = themes[theme];
      await until(`the window is ${theme}`, deadlineMs, async () => {
        // Again where VS Code was not told of it, or read a half of it.
        await writeFile(join(settings, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': colorTheme }));
        return unlessTimedOut(this.page.locator(`.monaco-workbench.${bodyClass}`).waitFor({ timeout: attemptMs }));
      });
      await this.screenshot(`${name}-${theme}`);
    }
  }

  /** Saves a picture of the window as a test artefact, and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(screenshotsDir, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled', timeout: deadlineMs });
    return path;
  }

  /** A screenshot, the problems and all logs, for a failure. */
  async keepEvidence(name: string): Promise<void> {
    await mkdir(screenshotsDir, { recursive: true });
    await this.screenshot(`${name}-failed`);
    const problems = await this.problems().catch((reason: unknown) => [reason]);
    const log = [
      '--- problems',
      ...problems.map((problem) => JSON.stringify(problem)),
      '--- page',
      ...this.consoleLines,
      '--- server',
      this.server.log(),
      '--- extension host',
      await this.server.extensionHostLog(),
    ];
    await writeFile(join(screenshotsDir, `${name}-failed.log`), `${log.join('\n')}\n`);
  }

  private async waitUntilUsable(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: openDeadlineMs });
    // The folder's rows come from the server: with them the connection is there.
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: openDeadlineMs });
  }

  private lenses(): Locator {
    return this.page.locator('.codelens-decoration[monaco-visible-content-widget="true"] a');
  }

  private quickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Opens the palette, wherever the focus is. */
  private async quickInput(): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await until('the palette opens', deadlineMs, async () => {
      // A webview would take the key for itself.
      await this.page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      });
      await this.page.keyboard.press('F1');
      return unlessTimedOut(input.waitFor({ timeout: attemptMs }));
    });
    return input;
  }

  /** Types into the palette; false where it was closed meanwhile, as an editor that opens late does. */
  private async ask(text: string): Promise<boolean> {
    return unlessTimedOut((await this.quickInput()).fill(text, { timeout: attemptMs }));
  }

  private async pickRow(label: Locator): Promise<boolean> {
    const picked = await unlessTimedOut(this.quickRows().filter({ has: label }).first().click({ timeout: attemptMs }));
    if (!picked) await this.page.keyboard.press('Escape');
    return picked;
  }
}

const panelSelector = 'iframe.webview[src*="purpose=webviewView"]';

/** True when the action succeeded, false when it ran out of time; another error is thrown. */
async function unlessTimedOut(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError || error instanceof DeadlineError) return false;
    throw error;
  }
}
