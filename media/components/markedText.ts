import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { fromOffset } from '../find.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import { pageCost, pagesUntil, textPage, type PagedStretch } from '../textPage.ts';
import type { MarkedText } from '../viewTypes.ts';
import { written, type Piece } from '../visibleText.ts';
import type { Part } from './parts.ts';

/** Beyond this a place is drawn by itself: nobody waits for megabytes to be laid out. */
const farAway = 10 * pageCost;
/** How much is drawn before it. */
const before = 2000;

/** What a model wrote: text nodes alone, evidence underlined and numbered, drawn page by page. */
export class MarkedTextElement extends LitElement {
  static override properties = { text: { attribute: false }, pages: { state: true }, from: { state: true } };
  declare text: MarkedText;
  declare private pages: number;
  /** Where the part that is drawn begins: 0, unless a place far inside was asked for. */
  declare from: number;

  constructor() {
    super();
    this.text = [];
    this.pages = 1;
    this.from = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Draws what is at an offset: the pages up to it where they are few, else those from shortly before it. */
  async showOffset(offset: number): Promise<void> {
    const isFar = offset > farAway;
    if (isFar && (offset < this.from || offset > this.from + farAway)) {
      this.from = Math.max(0, offset - before);
      this.pages = 1;
    } else if (!isFar) {
      this.from = 0;
    }
    this.pages = Math.max(this.pages, Math.ceil((offset - this.from + before) / pageCost));
    await this.updateComplete;
  }

  /** Shows the first stretch of a mark, with the focus on it; false: this text does not hold it. */
  async reveal(mark: number): Promise<boolean> {
    const pages = pagesUntil(this.text, mark);
    if (pages === null) return false;
    this.from = 0;
    this.pages = Math.max(this.pages, pages);
    await this.updateComplete;
    const element = this.querySelector<HTMLElement>(`mark[data-marks~="${mark}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'center' });
    return element !== null;
  }

  protected override render(): TemplateResult {
    const { stretches, rest } = textPage(fromOffset(this.text, this.from), this.pages * pageCost);
    // No white space of ours: it would be shown as the model's.
    return html`${this.earlier()}
      <div class="written">${stretches.map(stretch)}</div>
      ${this.more(rest)}`;
  }

  private earlier(): Part {
    if (this.from === 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${() => (this.from = 0)}>
      Show from the start (${count(this.from)} characters before)
    </button>`;
  }

  private more(rest: number): Part {
    if (rest === 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${() => this.pages++}>
      Show more (${count(rest)} characters left)
    </button>`;
  }
}

function stretch({ pieces, marks, ends }: PagedStretch): unknown {
  const content = pieces.map(drawn);
  if (marks.length === 0) return content;
  return html`<mark data-marks=${marks.join(' ')} tabindex="-1">${content}</mark>${ends.map(number)}`;
}

function number(mark: number): TemplateResult {
  return html`<sup class="mark-number"><span class="unseen">evidence </span>${mark}</sup>`;
}

export function drawn(piece: Piece): string | TemplateResult {
  return typeof piece === 'string' ? piece : html`<span class="escape">${written(piece)}</span>`;
}

customElements.define('scenarist-text', MarkedTextElement);
