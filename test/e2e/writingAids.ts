import type { Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench.ts';
import { eventually, isGone, isShown } from './editor.ts';

/** What an editor shows to help with writing, read as a person reads it. */
export class WritingAids {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Begins a line below `line`, whose number counts from 1. */
  async newLineBelow(line: number): Promise<void> {
    await eventually('a new line', async () => {
      await this.workbench.goToLine(line);
      // The first goes to the end of what is shown on one line, the second to that of all.
      for (const key of ['End', 'End', 'Enter']) await this.press(key);
      return this.isOnLine(line + 1);
    });
  }

  /** Asks for completion with the documentation beside it. */
  async complete(): Promise<void> {
    await eventually('suggestions', () => this.shownBy('Control+Space', this.suggestions().first()));
    // The same keys show and hide the documentation, which the window then remembers and shows a little later.
    await eventually('documentation', async () => {
      if (await isShown(this.details())) return true;
      await this.press('Control+Space');
      return false;
    });
  }

  /** The labels in view. */
  labels(): Promise<readonly string[]> {
    return this.suggestions().locator('.label-name').allInnerTexts();
  }

  /** What is said beside the suggestion that is chosen. */
  async documentation(): Promise<string> {
    await eventually('documentation', async () => (await this.details().innerText()) !== '');
    return this.details().innerText();
  }

  /** Opens the hover at the cursor, and waits until it says what it should. */
  async hover(says: RegExp): Promise<void> {
    const content = this.find('.monaco-resizable-hover:not(.hidden) .monaco-hover-content');
    await eventually(`a hover that says ${String(says)}`, async () => {
      return (await this.shownBy('Control+K Control+I', content.first())) && says.test(await textOf(content));
    });
  }

  /** The entries of the light bulb's menu at the cursor. */
  async quickFixes(): Promise<readonly string[]> {
    const rows = this.quickFixRows();
    await eventually('the menu of the light bulb', () => this.shownBy('Control+.', rows.first()));
    return rows.allInnerTexts();
  }

  /** Takes the entry of that menu that is chosen. */
  async takeQuickFix(): Promise<void> {
    await eventually('the menu of the light bulb is gone', async () => {
      if (await this.quickFixRows().first().isVisible()) await this.press('Enter');
      return isGone(this.quickFixRows().first());
    });
  }

  /** The text of the line that the cursor is in, without its indentation. */
  async currentLine(): Promise<string> {
    const active = await this.find('.editor-group-container.active .active-line-number').first().boundingBox();
    for (const line of await this.find('.editor-group-container.active .view-line').all()) {
      if ((await line.boundingBox())?.y === active?.y) return (await textOf(line)).trim();
    }
    return '';
  }

  /** The text of the lines in view of the active editor that an extension has marked with a colour. */
  async marked(): Promise<string> {
    const marks = await this.find('.editor-group-container.active .view-overlays [class*="ced-"]').all();
    const boxes = await Promise.all(marks.map((mark) => mark.boundingBox()));
    const tops = new Set(boxes.map((box) => Math.round(box?.y ?? -1)));
    const marked: string[] = [];
    for (const line of await this.find('.editor-group-container.active .view-line').all()) {
      const box = await line.boundingBox();
      if (box !== null && tops.has(Math.round(box.y))) marked.push(await textOf(line));
    }
    return marked.join('\n');
  }

  /** The right side of the diff editor. */
  difference(): Promise<string> {
    return textOf(this.find('.monaco-diff-editor .modified .view-lines'));
  }

  /** Takes an entry of the list that the extension has opened. */
  choose(label: string): Promise<void> {
    return this.find('.quick-input-list .monaco-list-row', label).first().click();
  }

  /** Opens a walkthrough; gives the titles of its steps. */
  async walkthrough(title: string): Promise<readonly string[]> {
    await this.workbench.runCommand('Welcome: Open Walkthrough...');
    await this.choose(title);
    const steps = this.find('.getting-started-step .step-title');
    await steps.first().waitFor();
    return steps.allInnerTexts();
  }

  /** Opens a step, and waits for its page. */
  async showStep(title: string, heading: string): Promise<void> {
    const step = this.find('.getting-started-step', title);
    const isOpen = async (): Promise<boolean> => (await step.getAttribute('class'))?.includes('expanded') === true;
    await eventually(`the step «${title}»`, async () => {
      if (!(await isOpen())) await step.locator('.step-title').click();
      return isOpen();
    });
    await eventually(`the page «${heading}»`, async () => {
      const frames = this.workbench.page.frames();
      const headings = frames.map((frame) => frame.getByRole('heading', { name: heading, exact: true }).isVisible());
      return (await Promise.all(headings.map((shown) => shown.catch(() => false)))).includes(true);
    });
  }

  /** Whether the cursor comes to be on that line; the status bar follows it a little later. */
  private isOnLine(line: number): Promise<boolean> {
    return isShown(this.find('[id="status.editor.selection"]', `Ln ${line},`));
  }

  private suggestions(): Locator {
    return this.find('.suggest-widget.visible .monaco-list-row');
  }

  private quickFixRows(): Locator {
    return this.find('.action-widget .monaco-list-row.action');
  }

  private details(): Locator {
    return this.find('.suggest-details-container .suggest-details');
  }

  private find(selector: string, hasText?: string): Locator {
    return this.workbench.page.locator(selector, hasText === undefined ? {} : { hasText });
  }

  /** Presses keys unless what they show is there; gives whether it is. */
  private async shownBy(chord: string, shown: Locator): Promise<boolean> {
    if (await shown.isVisible()) return true;
    for (const keys of chord.split(' ')) await this.press(keys);
    return isShown(shown);
  }

  private press(keys: string): Promise<void> {
    return this.workbench.page.keyboard.press(keys);
  }
}

/** What is read there; an editor writes spaces as spaces that do not break. */
async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
}
