import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { levelNames, type NamedFactor } from '../../src/core/view/shown/varyingFactors.ts';
import { repeat } from 'lit/directives/repeat.js';
import { counted } from '../../src/core/view/shown/numbers.ts';
import { rowAt, type TrialPages } from '../trialPages.ts';
import type { TrialRow } from '../viewTypes.ts';
import { isHidden } from '../reviews.ts';
import { outcomeOf, type Outcome } from '../words.ts';
import { glyph, icon, type Dispatch, type Part } from './parts.ts';
import { plain } from '../visibleText.ts';

/** In pixels, as the style sheet has it: rows of one height make the window of a long list a division. */
const rowHeight = 24;
/** Rows drawn above and below what is in sight. */
const margin = 10;

/** Which trials? A list box whose rows are drawn where they are in sight; the keys move its active row. */
export class TrialList extends LitElement {
  static override properties = {
    pages: { attribute: false },
    active: { attribute: false },
    open: { attribute: false },
    classifier: { attribute: false },
    blind: { attribute: false },
    factors: { attribute: false },
    showsModel: { attribute: false },
  };
  declare pages: TrialPages;
  declare active: number | null;
  /** The trial that is open. */
  declare open: string | null;
  declare classifier: string | null;
  /** Outcomes are hidden until they are labelled. */
  declare blind: boolean;
  /** Whose levels each row names: none where all rows have the same. */
  declare factors: readonly NamedFactor[];
  declare showsModel: boolean;
  declare dispatch: Dispatch;
  private readonly resizes = new ResizeObserver(() => this.look());

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Scrolling does not bubble: whichever ancestor scrolls is heard on its way down.
    window.addEventListener('scroll', this.look, { capture: true, passive: true });
    window.addEventListener('resize', this.look);
    this.resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('scroll', this.look, { capture: true });
    window.removeEventListener('resize', this.look);
    this.resizes.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Where the list begins and ends may have moved; a page that came moves nothing.
    if (changed.has('pages') && changed.get('pages')?.total !== this.pages.total) this.look();
  }

  /** Brings the active row into sight, also where it is not drawn. */
  revealActive(): void {
    this.querySelector('.active-place')?.scrollIntoView({ block: 'nearest' });
  }

  focusList(): void {
    this.querySelector<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true });
  }

  private readonly look = (): void => {
    const { top } = this.getBoundingClientRect();
    const total = this.pages.total ?? 1;
    const from = Math.max(0, Math.min(total - 1, Math.floor(-top / rowHeight) - margin));
    // A screenful wherever the list begins: what is above it may shrink later, which tells nobody.
    const to = Math.max(from + 1, Math.min(total, from + Math.ceil(window.innerHeight / rowHeight) + 2 * margin));
    const [shownFrom, shownTo] = this.pages.inSight;
    if (from !== shownFrom || to !== shownTo) this.dispatch({ type: 'rowsInSight', from, to });
  };

  protected override render(): TemplateResult {
    const { total, inSight } = this.pages;
    const count = total ?? 0;
    const [from, to] = [Math.min(inSight[0], count), Math.min(inSight[1], count)];
    const indices = Array.from({ length: to - from }, (_, at) => from + at);
    const active = this.active !== null && this.active >= from && this.active < to ? `trial-${this.active}` : nothing;
    return html`<div
      class="trial-list"
      role="listbox"
      tabindex="0"
      aria-label="Trials"
      aria-activedescendant=${active}
      .style=${`block-size: ${count * rowHeight}px`}
      @keydown=${this.onKey}
    >
      <span class="active-place" role="presentation" .style=${`top: ${(this.active ?? 0) * rowHeight}px`}></span>
      ${repeat(
        indices,
        (index) => rowAt(this.pages, index)?.trial ?? index,
        (index) => this.row(index, rowAt(this.pages, index), count),
      )}
    </div>`;
  }

  private row(index: number, row: TrialRow | null, total: number): TemplateResult {
    const isOpen = row !== null && row.trial === this.open;
    return html`<div
      class="trial ${index === this.active ? 'active' : ''}"
      id="trial-${index}"
      role="option"
      aria-selected=${isOpen}
      aria-posinset=${index + 1}
      aria-setsize=${total}
      .style=${`top: ${index * rowHeight}px`}
      @click=${() => this.choose(index)}
    >
      ${row === null ? '…' : this.content(row)}
    </div>`;
  }

  private content(row: TrialRow): TemplateResult {
    const outcome = isHidden(this, this.classifier, row) ? unlabelled(row) : outcomeOf(row, this.classifier);
    const where = [levelNames(row.levels, this.factors), this.showsModel ? plain(row.model, 80) : '']
      .filter((part) => part !== '')
      .join(' · ');
    return html`${glyph(outcome.kind)}<span class="repetition">${row.repetition}</span
      ><span class="label">${outcome.word}</span
      ><span class="where" title=${where}>${where}</span>${reviewMark(row, this.classifier)}${actions(row)}`;
  }

  private choose(index: number): void {
    this.focusList();
    this.dispatch({ type: 'activate', index });
    this.dispatch({ type: 'openActive' });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const at = this.active ?? -1;
    const pageRows = Math.max(1, Math.floor(window.innerHeight / rowHeight / 2));
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: this.pages.total ?? 0,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      this.dispatch({ type: 'activate', index: target });
      // Beside an open transcript the keys leaf through transcripts.
      if (this.open !== null) this.dispatch({ type: 'openActive' });
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.dispatch({ type: 'openActive' });
    } else {
      return;
    }
    event.preventDefault();
  };
}

/** A trial that waits for its label; what it came to otherwise is no secret. */
function unlabelled(row: TrialRow): Outcome {
  return row.state === 'completed' ? { kind: 'ungraded', word: 'to label' } : outcomeOf(row, null);
}

/** That a person has said something, and whether it is what the verdict says. */
function reviewMark({ reviews, verdicts }: TrialRow, classifier: string | null): Part {
  const review = reviews.find((each) => each.classifier === classifier);
  if (review === undefined || review.positive === null) return nothing;
  const verdict = verdicts.find((each) => each.classifier === classifier);
  const agrees = review.label === null ? review.positive === verdict?.positive : review.label === verdict?.label;
  const words = `a person says ${plain(review.label ?? 'something else', 60)}`;
  return html`<span class="reviewed" title=${words}
    >${icon(agrees ? 'check' : 'close')}<span class="unseen">${words}</span></span
  >`;
}

/** In words where there is room, with a picture where there is little. */
function actions({ actions: all }: TrialRow): Part {
  if (all === 0) return nothing;
  const [number = '', word = ''] = counted(all, 'action').split(' ');
  return html`<span class="actions" title="${number} ${word}"
    >${number}${icon('tools')}<span class="word"> ${word}</span></span
  >`;
}

customElements.define('scenarist-trials', TrialList);
