import { html, type TemplateResult } from 'lit';
import { findAll, matcher, mostFound, type Found } from '../find.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import type { TranscriptPart } from '../viewTypes.ts';
import { rangesIn } from './domMatches.ts';
import { MarkedTextElement } from './markedText.ts';
import { PartList } from './partList.ts';
import { iconButton } from './parts.ts';

/** Marks drawn at once; the one that is looked at always is. */
const mostMarks = 2000;

/** Find in the open transcript: what is looked for, where it is, and which one is looked at. */
export class Finder {
  private readonly root: HTMLElement;
  private readonly redraw: () => void;
  private parts: readonly TranscriptPart[] = [];
  private text = '';
  private found: readonly Found[] = [];
  private at = 0;
  isOpen = false;

  /** `root` holds the transcript; `redraw` draws the bar anew. */
  constructor(root: HTMLElement, redraw: () => void) {
    this.root = root;
    this.redraw = redraw;
  }

  async open(): Promise<void> {
    this.isOpen = true;
    this.redraw();
    await Promise.resolve();
    requestAnimationFrame(() => {
      const input = this.root.querySelector<HTMLInputElement>('.find input');
      input?.focus();
      input?.select();
    });
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.found = [];
    this.text = '';
    clearMarks();
    this.redraw();
    this.root.querySelector<HTMLElement>('#transcript-title')?.focus({ preventScroll: true });
  }

  /** Other parts are shown: another trial, or more of this one. */
  follow(parts: readonly TranscriptPart[]): void {
    if (parts === this.parts) return;
    this.parts = parts;
    this.found = this.isOpen ? findAll(parts, this.text) : [];
    this.at = Math.min(this.at, Math.max(0, this.found.length - 1));
    if (this.isOpen) requestAnimationFrame(() => this.mark());
  }

  bar(): TemplateResult {
    return html`<div class="find" role="search" @keydown=${this.onKey}>
      <span class="field">
        <input
          type="text"
          aria-label="Find in this transcript"
          placeholder="Find"
          maxlength="500"
          .value=${this.text}
          @input=${this.onInput}
        />
      </span>
      <span class="find-count" role="status">${this.words()}</span>
      ${iconButton('arrow-up', 'Previous match (Shift+Enter)', () => this.step(-1))}
      ${iconButton('arrow-down', 'Next match (Enter)', () => this.step(1))}
      ${iconButton('close', 'Close (Escape)', () => this.close())}
    </div>`;
  }

  private words(): string {
    const { length } = this.found;
    if (this.text === '') return '';
    if (length === 0) return 'no match';
    return `${count(this.at + 1)} of ${count(length)}${length === mostFound ? '+' : ''}`;
  }

  private readonly onInput = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.text = target.value;
    this.found = findAll(this.parts, this.text);
    this.at = 0;
    this.redraw();
    void this.show();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private step(by: 1 | -1): void {
    const { length } = this.found;
    if (length === 0) return;
    this.at = (this.at + by + length) % length;
    this.redraw();
    void this.show();
  }

  /** Brings the match that is looked at into sight, unfolding what hides it. */
  private async show(): Promise<void> {
    const match = this.found[this.at];
    if (match !== undefined) await this.partList?.showText(match.part, match.text);
    const element = match === undefined ? undefined : this.elementOf(match);
    if (match !== undefined && element !== undefined) {
      const fold = element.closest('details');
      if (fold !== null) fold.open = true;
      await element.showOffset(match.at);
    }
    const range = this.mark();
    const pane = this.root.querySelector('.transcript-pane');
    if (range === null || pane === null) return;
    const { top } = range.getBoundingClientRect();
    pane.scrollTop += top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  }

  /** Marks what is drawn; returns where the match that is looked at stands. */
  private mark(): Range | null {
    clearMarks();
    if (this.text === '') return null;
    const now = this.found[this.at];
    const others: Range[] = [];
    let current: Range | null = null;
    for (const element of this.elements()) {
      const ranges = rangesIn(element, matcher(this.text), mostMarks);
      const before = this.found.filter(
        ({ text, at }) => text === element.text && at >= element.from && at < (now?.at ?? 0),
      );
      if (now !== undefined && element.text === now.text) current = ranges[before.length] ?? null;
      if (others.length < mostMarks) others.push(...ranges.filter((range) => range !== current));
    }
    CSS.highlights.set('find', new Highlight(...others));
    if (current !== null) CSS.highlights.set('find-now', new Highlight(current));
    return current;
  }

  private get partList(): PartList | null {
    const element = this.root.querySelector('scenarist-parts');
    return element instanceof PartList ? element : null;
  }

  private elementOf({ text }: Found): MarkedTextElement | undefined {
    return this.elements().find((element) => element.text === text);
  }

  /** Not the raw blocks: they say again what was found in the fields. */
  private elements(): readonly MarkedTextElement[] {
    const drawn = [...this.root.querySelectorAll('.parts scenarist-text')];
    return drawn.flatMap((each) => (each instanceof MarkedTextElement && each.closest('.raw') === null ? [each] : []));
  }
}

function clearMarks(): void {
  CSS.highlights.delete('find');
  CSS.highlights.delete('find-now');
}
