import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench.ts';
import { eventually } from './editor.ts';

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

  /** Types what begins an answer, and takes it. */
  async answer(text: string): Promise<void> {
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
    await eventually('the dialog takes the path', async () => {
      await this.find('.quick-input-widget .monaco-button').first().click();
      return shown.waitFor({ state: 'hidden', timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
    return path;
  }

  /** Takes a file of the folder that the dialog is in. */
  async takeFile(title: string, name: string): Promise<void> {
    await this.find('.quick-input-title', title).waitFor();
    await this.find('.quick-input-list .monaco-list-row', name).click();
  }

  /** Waits until the active tab has this title. */
  async tab(title: string | RegExp): Promise<void> {
    const tabs = this.workbench.page.locator('.editor-group-container.active .tab.active');
    await tabs.filter({ hasText: title }).waitFor();
  }

  test(name: string): Locator {
    return this.find('.test-explorer .monaco-list-row', name).first();
  }

  /** Runs a test by the button of its row. */
  async runTest(name: string): Promise<void> {
    await this.test(name).hover();
    await this.test(name).locator('.codicon-testing-run-icon').click();
  }

  /** Waits until a test has this result. */
  async tested(name: string, result: 'Passed' | 'Failed' | 'Skipped'): Promise<void> {
    await eventually(`${name}: ${result}`, async () =>
      ((await this.test(name).getAttribute('aria-label')) ?? '').includes(result),
    );
  }

  /** Goes to a test by its row, where its message is; gives what the message says. */
  async message(test: string): Promise<string> {
    await this.test(test).dblclick();
    const title = this.find('.editor-group-container.active .peekview-title .filename');
    await title.waitFor();
    const says = await title.innerText();
    await this.press('Escape');
    return says;
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
