import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench.ts';
import { eventually, isGone, isShown } from './editor.ts';

type TestResult = 'Passed' | 'Failed' | 'Skipped';

/** What a reader of results does outside of the panel: answers what is asked, and looks at what is opened. */
export class ReadingAids {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** The answers to the question that is asked. */
  async asked(title: string): Promise<readonly string[]> {
    await this.find('.quick-input-title', title).waitFor();
    const rows = this.find('.quick-input-list .monaco-list-row .label-name:visible');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((row) => row.replaceAll('\u00a0', ' ').trim());
  }

  /** Types what begins an answer, once it is offered, and takes it. Into a list that is on its way out it would be typed too. */
  async answer(text: string): Promise<void> {
    await this.find('.quick-input-list .monaco-list-row', text).first().waitFor();
    await this.input().fill(text);
    await this.find('.quick-input-list .monaco-list-row.focused', text).waitFor();
    await this.press('Enter');
  }

  /** Takes the name that the file dialog proposes, one that VS Code draws itself; gives the path. */
  async takeProposed(title: string, extension: string): Promise<string> {
    const shown = this.find('.quick-input-title', title);
    await shown.waitFor();
    // It looks at the disk before it proposes a name.
    await eventually('the dialog proposes a name', async () => (await this.input().inputValue()).endsWith(extension));
    const path = await this.input().inputValue();
    await this.clickAway(this.find('.quick-input-widget .monaco-button').first(), shown);
    return path;
  }

  /** Takes a file of the folder that the dialog is in. */
  async takeFile(title: string, name: string): Promise<void> {
    const shown = this.find('.quick-input-title', title);
    await shown.waitFor();
    await this.clickAway(this.find('.quick-input-list .monaco-list-row', name), shown);
  }

  /** Clicks until the dialog is gone: while it looks at the disk it takes no click. */
  private async clickAway(target: Locator, dialog: Locator): Promise<void> {
    await eventually('the dialog takes the click', async () => {
      if (!(await dialog.isVisible())) return true;
      await target.click({ timeout: 3000 }).catch(() => undefined);
      return isGone(dialog);
    });
  }

  /** Waits until the active tab has this title. */
  async tab(title: string | RegExp): Promise<void> {
    const tabs = this.workbench.page.locator('.editor-group-container.active .tab.active');
    await tabs.filter({ hasText: title }).waitFor();
  }

  test(name: string): Locator {
    return this.find('.test-explorer .monaco-list-row', name).first();
  }

  /** Opens a row of the tests, to see what is in it. */
  async expandTest(name: string, child: string): Promise<void> {
    await eventually(`${child} in ${name}`, async () => {
      if (await this.test(child).isVisible()) return true;
      await this.test(name).click();
      if ((await this.test(name).getAttribute('aria-expanded')) !== 'true') await this.press('ArrowRight');
      return isShown(this.test(child));
    });
  }

  /** A test, while it has this result. */
  tested(name: string, result: TestResult): Locator {
    return this.test(name).and(this.find(`[aria-label*="${result}"]`));
  }

  /** Runs a test by the button of its row, until these have such results: a row that is drawn anew takes no click. */
  async runTest(name: string, results: Readonly<Record<string, TestResult>>): Promise<void> {
    const ended = Object.entries(results).map(([test, result]) => this.tested(test, result));
    await eventually(`${name}: ${JSON.stringify(results)}`, async () => {
      await this.test(name).hover();
      await this.test(name).locator('.codicon-testing-run-icon').click();
      return (await Promise.all(ended.map(isShown))).every(Boolean);
    });
  }

  /** Goes to a test by its row, where its message is, and waits until that says this. */
  async message(test: string, says: string | RegExp): Promise<void> {
    const title = this.workbench.page.locator('.editor-group-container.active .peekview-title .filename');
    await eventually(`the message of ${test}`, async () => {
      await this.test(test).dblclick();
      return isShown(title.filter({ hasText: says }));
    });
    await this.press('Escape');
  }

  /** The page of the results in an editor. */
  results(): FrameLocator {
    const { page } = this.workbench;
    return page.frameLocator('iframe.webview.ready:not([src*="purpose=webviewView"])').frameLocator('#active-frame');
  }

  sideBar(): Locator {
    return this.find('.part.auxiliarybar');
  }

  private input(): Locator {
    return this.find('.quick-input-widget input[type="text"]');
  }

  private find(selector: string, hasText?: string): Locator {
    return this.workbench.page.locator(selector, hasText === undefined ? {} : { hasText });
  }

  private press(keys: string): Promise<void> {
    return this.workbench.page.keyboard.press(keys);
  }
}
