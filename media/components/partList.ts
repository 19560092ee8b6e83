import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { counted } from '../../src/core/view/shown/numbers.ts';
import type { TranscriptPart } from '../viewTypes.ts';
import { MarkedTextElement } from './markedText.ts';
import type { Part } from './parts.ts';
import { transcriptPart } from './transcriptParts.ts';

/** Parts drawn at once: more than a conversation has, and fewer than anyone waits for. */
const partsAtOnce = 100;
/** Beyond this a part is drawn without those before it. */
const farAway = 3 * partsAtOnce;
/** How many are drawn before it. */
const before = 10;

/** What a model said and did, part by part; of ten thousand mails the first, and those that are asked for. */
export class PartList extends LitElement {
  static override properties = { parts: { attribute: false }, from: { state: true }, drawn: { state: true } };
  declare parts: readonly TranscriptPart[];
  declare private from: number;
  declare private drawn: number;

  constructor() {
    super();
    this.parts = [];
    this.from = 0;
    this.drawn = partsAtOnce;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Draws a part that is not drawn: with all before it where it is near, else from shortly before it. */
  async showPart(index: number): Promise<void> {
    if (index >= this.from && index < this.from + this.drawn) return;
    this.from = index < farAway ? 0 : index - before;
    this.drawn = index < farAway ? index + partsAtOnce : partsAtOnce;
    await this.updateComplete;
    // Each text draws itself: what is in it can be looked for when it has.
    const texts = [...this.querySelectorAll('scenarist-text')].filter((text) => text instanceof MarkedTextElement);
    await Promise.all(texts.map((text) => text.updateComplete));
  }

  protected override render(): TemplateResult {
    const shown = this.parts.slice(this.from, this.from + this.drawn);
    return html`${this.earlier()} ${shown.map(transcriptPart)} ${this.later()}`;
  }

  private earlier(): Part {
    if (this.from === 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${this.fromStart}>
      Show from the start (${counted(this.from, 'part')} before)
    </button>`;
  }

  private later(): Part {
    const rest = this.parts.length - this.from - this.drawn;
    if (rest <= 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${() => (this.drawn += partsAtOnce)}>
      Show more (${counted(rest, 'part')} left)
    </button>`;
  }

  private readonly fromStart = (): void => {
    this.from = 0;
    this.drawn = partsAtOnce;
  };
}

customElements.define('scenarist-parts', PartList);
