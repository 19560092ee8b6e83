import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { counted } from '../../src/core/view/shown/numbers.ts';
import { MarkedTextElement } from './markedText.ts';
import type { Part } from './parts.ts';

/** Drawn at once: more than a conversation has, and fewer than anyone waits for. */
const atOnce = 100;
/** Beyond this an item is drawn without those before it. */
const farAway = 3 * atOnce;
/** How many are drawn before it. */
const before = 10;

/** Of ten thousand items the first, and those that are asked for. */
export abstract class LongList<Item> extends LitElement {
  static override properties = { items: { attribute: false }, from: { state: true }, drawn: { state: true } };
  declare items: readonly Item[];
  declare private from: number;
  declare private drawn: number;

  constructor() {
    super();
    this.items = [];
    this.from = 0;
    this.drawn = atOnce;
  }

  /** What one item is called. */
  protected abstract readonly one: string;
  protected abstract draw(items: readonly Item[]): unknown;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Draws an item that is not drawn: with all before it where it is near, else from shortly before it. */
  async showItem(index: number): Promise<void> {
    if (index < 0 || (index >= this.from && index < this.from + this.drawn)) return;
    this.from = index < farAway ? 0 : index - before;
    this.drawn = index < farAway ? index + atOnce : atOnce;
    await this.updateComplete;
    // Each text draws itself: what is in it can be looked for when it has.
    const texts = [...this.querySelectorAll('scenarist-text')].filter((text) => text instanceof MarkedTextElement);
    await Promise.all(texts.map((text) => text.updateComplete));
  }

  protected override render(): TemplateResult {
    return html`${this.earlier()} ${this.draw(this.items.slice(this.from, this.from + this.drawn))} ${this.later()}`;
  }

  private earlier(): Part {
    if (this.from === 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${this.fromStart}>
      Show from the start (${counted(this.from, this.one)} before)
    </button>`;
  }

  private later(): Part {
    const rest = this.items.length - this.from - this.drawn;
    if (rest <= 0) return nothing;
    return html`<button type="button" class="button secondary" @click=${() => (this.drawn += atOnce)}>
      Show more (${counted(rest, this.one)} left)
    </button>`;
  }

  private readonly fromStart = (): void => {
    this.from = 0;
    this.drawn = atOnce;
  };
}
