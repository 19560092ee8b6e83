import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FromPanel, PanelState } from '../../src/protocol/messages.ts';
import { count } from '../../src/core/view/shown/numbers.ts';
import { levelNames, varyingFactors, type NamedFactor } from '../../src/core/view/shown/varyingFactors.ts';
import { plain } from '../visibleText.ts';
import type { RunView, WaitingAction } from '../viewTypes.ts';
import { waitingWords } from '../words.ts';
import { icon, textButton, type Dispatch, type Part } from './parts.ts';
import { actionCard } from './transcriptParts.ts';

type RunShown = Pick<Extract<PanelState, { kind: 'run' }>, 'view' | 'readOnly'>;
type Decide = Extract<FromPanel, { type: 'decide' }>;

/** What waits for a person: each action as a card, with what can be decided. The focus stays where it is when others arrive. */
export class Approvals extends LitElement {
  static override properties = {
    view: { attribute: false },
    readOnly: { attribute: false },
    factors: { attribute: false },
    writing: { state: true },
    decided: { state: true },
  };
  declare view: RunView;
  /** Another window or process runs it: it decides. */
  declare readOnly: boolean;
  /** Whose levels each card names. */
  declare factors: readonly NamedFactor[];
  declare dispatch: Dispatch;
  /** The action whose refusal is being given a reason. */
  declare private writing: string | null;
  /** Those that were decided here and are not gone yet. */
  declare private decided: ReadonlySet<string>;
  /** The card that had the focus before it was drawn anew, and its place. */
  private focused: { readonly key: string; readonly index: number } | null = null;

  constructor() {
    super();
    this.writing = null;
    this.decided = new Set();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const keys = this.view.waiting.actions.map(keyOf);
    this.decided = new Set([...this.decided].filter((key) => keys.includes(key)));
    if (this.writing !== null && !keys.includes(this.writing)) this.writing = null;
    const cards = this.cards;
    const index = cards.findIndex((card) => card.contains(document.activeElement));
    const key = cards[index]?.dataset['key'];
    this.focused = key === undefined ? null : { key, index };
  }

  /** The focus of a card that is gone goes to the next one; after the last, to the trials. */
  protected override updated(): void {
    const { focused, cards } = this;
    this.focused = null;
    if (focused === null || cards.some((card) => card.dataset['key'] === focused.key)) return;
    const next = cards[Math.min(focused.index, cards.length - 1)]?.querySelector<HTMLElement>('button');
    (next ?? document.querySelector<HTMLElement>('[role=listbox]'))?.focus();
  }

  private get cards(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.approval')];
  }

  protected override render(): Part {
    const { count: all, actions } = this.view.waiting;
    if (all === 0) return nothing;
    return html`<section class="approvals" aria-labelledby="approvals-title">
      <h2 id="approvals-title">${icon('question', 'glyph waiting')} ${waitingWords(all)}</h2>
      ${this.readOnly ? html`<p class="quiet">They are decided on where the run goes on.</p>` : nothing}
      <ol class="approval-list">
        ${repeat(actions, keyOf, (action) => this.card(action))}
      </ol>
      ${all > actions.length ? html`<p class="quiet">${count(all - actions.length)} more after these.</p>` : nothing}
    </section>`;
  }

  private card(waiting: WaitingAction): TemplateResult {
    const key = keyOf(waiting);
    const { trial, levels, model, repetition, action, isCut } = waiting;
    const models = this.view.models.length > 1 ? [plain(model, 80)] : [];
    const where = [levelNames(levels, this.factors), ...models, `trial ${count(repetition)}`];
    const id = `approval-${key}`;
    return html`<li class="approval" data-key=${key}>
      <p class="approval-where" id=${id}>
        ${where.filter((part) => part !== '').join(' · ')}
        ${textButton('Read its conversation', () => this.dispatch({ type: 'openTrial', trial }), 'link')}
      </p>
      ${actionCard(action)}
      ${isCut ? html`<p class="quiet">It is cut here: its conversation has it whole.</p>` : nothing}
      ${this.readOnly ? nothing : this.writing === key ? this.reasonForm(waiting) : this.buttons(waiting, id)}
    </li>`;
  }

  private buttons(waiting: WaitingAction, describedBy: string): TemplateResult {
    const isDecided = this.decided.has(keyOf(waiting));
    const button = (label: string, kind: string, act: () => void, title: string): TemplateResult =>
      html`<button
        type="button"
        class="button ${kind}"
        title=${title}
        aria-describedby=${describedBy}
        aria-disabled=${isDecided}
        @click=${(event: MouseEvent) => {
          // The second click of two would meet the card that has taken the place of this one.
          if (event.detail <= 1 && !isDecided) act();
        }}
      >
        ${label}
      </button>`;
    const tool = plain(waiting.action.tool, 80);
    return html`<p class="approval-buttons">
      ${button('Approve', 'primary', () => this.decide(waiting, { approved: true }), `${tool} is carried out`)}
      ${button('Deny', 'secondary', () => this.decide(waiting, { approved: false }), 'The model is told that it was not approved')}
      ${button('Deny with a reason…', 'secondary', () => void this.write(waiting), 'The model is told the reason')}
      ${button('Approve all of this kind', 'secondary', () => this.decide(waiting, { approved: true, everyUse: true }), `Every use of ${tool} in this run`)}
    </p>`;
  }

  private reasonForm(waiting: WaitingAction): TemplateResult {
    const send = (event: Event): void => {
      event.preventDefault();
      const reason = this.querySelector('textarea')?.value.trim() ?? '';
      this.decide(waiting, { approved: false, reason: reason === '' ? null : reason });
    };
    return html`<form class="approval-reason" @submit=${send} @keydown=${this.onKey}>
      <label>
        Reason, which the model is told
        <textarea rows="3" maxlength="2000"></textarea>
      </label>
      <p class="approval-buttons">
        <button class="button primary">Deny</button>
        ${textButton('Cancel', () => this.cancel())}
      </p>
    </form>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.cancel();
  };

  private async write(waiting: WaitingAction): Promise<void> {
    this.writing = keyOf(waiting);
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
    this.querySelector('.approval-reason')?.scrollIntoView({ block: 'nearest' });
  }

  private cancel(): void {
    const key = this.writing;
    this.writing = null;
    void this.updateComplete.then(() => {
      this.cards
        .find((card) => card.dataset['key'] === key)
        ?.querySelector<HTMLElement>('.approval-buttons button')
        ?.focus();
    });
  }

  private decide({ trial, question, ...waiting }: WaitingAction, ruling: Partial<Decide>): void {
    const key = keyOf({ trial, question, ...waiting });
    this.decided = new Set([...this.decided, key]);
    this.writing = null;
    const { run } = this.view;
    const message = { type: 'decide', run, trial, question, approved: false, everyUse: false, reason: null } as const;
    this.dispatch({ type: 'send', message: { ...message, ...ruling } });
  }
}

/** Nothing of a run that has ended, or is about to: it has to go on before anything can be decided. */
export function approvals({ view, readOnly }: RunShown, dispatch: Dispatch): Part {
  const isOver = view.status !== 'running';
  // An element that stays: what it remembers of the focus must outlive its last card.
  return html`<scenarist-approvals
    ?hidden=${isOver}
    .view=${isOver ? { ...view, waiting: { count: 0, actions: [] } } : view}
    .readOnly=${readOnly !== false}
    .factors=${varyingFactors(view)}
    .dispatch=${dispatch}
  ></scenarist-approvals>`;
}

function keyOf({ trial, question }: Pick<WaitingAction, 'trial' | 'question'>): string {
  return `${trial}-${question}`;
}

customElements.define('scenarist-approvals', Approvals);
