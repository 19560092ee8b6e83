import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { evidenceIn } from '../find.ts';
import { keyAction, keyHelp } from '../keys.ts';
import type { Channel } from '../channel.ts';
import { initialModel, type PanelEvent, type PanelModel } from '../model.ts';
import { noticeOf } from '../notice.ts';
import { update } from '../store.ts';
import { approvals } from './approvals.ts';
import { Finder } from './finder.ts';
import { MarkedTextElement } from './markedText.ts';
import { PartList } from './partList.ts';
import { noticeView } from './notice.ts';
import { breadcrumb } from './breadcrumb.ts';
import { levelPane } from './levels.ts';
import { trialsPane } from './trialsPane.ts';
import { icon, iconButton, shown } from './parts.ts';
import { runHeader } from './runHeader.ts';
import { transcriptPane } from './transcript.ts';
import { TrialList } from './trialList.ts';

/** From this width on the transcript stands beside the list; below, it covers it. The style sheet has the same number. */
const wide = '(min-width: 720px)';

const noParts: readonly never[] = [];

/** The panel: holds the model, gives every event to `update`, and keeps the focus where its reader is. */
export class Panel extends LitElement {
  static override properties = { model: { state: true }, isWide: { state: true } };
  declare private channel: Channel | null;
  declare private model: PanelModel;
  declare private isWide: boolean;
  private readonly finder = new Finder(this, () => this.requestUpdate());
  private readonly width = window.matchMedia(wide);
  private stopListening: () => void = () => undefined;

  constructor() {
    super();
    this.channel = null;
    this.model = initialModel();
    this.isWide = this.width.matches;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Connects the panel with the extension, once. */
  start(channel: Channel): void {
    this.channel = channel;
    this.model = initialModel(channel.place());
    this.stopListening = channel.listen((message) => this.dispatch({ type: 'received', message }));
    this.width.addEventListener('change', this.onWidth);
    window.addEventListener('keydown', this.onKey);
    window.addEventListener('focus', this.onFocus);
    window.addEventListener('blur', this.onFocus);
    channel.send({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
    this.width.removeEventListener('change', this.onWidth);
    window.removeEventListener('keydown', this.onKey);
    window.removeEventListener('focus', this.onFocus);
    window.removeEventListener('blur', this.onFocus);
  }

  private readonly dispatch = (event: PanelEvent): void => {
    const before = this.model.place;
    const isInTranscript = this.querySelector('.transcript-pane')?.contains(document.activeElement) === true;
    const { model, send } = update(this.model, event);
    this.model = model;
    this.finder.follow(model.transcript?.parts ?? noParts);
    if (event.type === 'received' && event.message.type === 'do' && event.message.action === 'find') this.find();
    for (const message of send) this.channel?.send(message);
    if (event.type === 'activate' || event.type === 'step') void this.revealActive();
    if (model.place === before) return;
    this.channel?.keep(model.place, model.state?.kind !== 'run' || model.state.others.later === 0);
    if (event.type !== 'received') void this.follow(before, isInTranscript);
  };

  /** After what a person did: the focus and the list go along. */
  private async follow(before: PanelModel['place'], isInTranscript: boolean): Promise<void> {
    await this.updateComplete;
    const { trial, cell } = this.model.place;
    const isNew = trial !== null && trial !== before.trial;
    if (isNew && (!this.isWide || isInTranscript)) this.querySelector<HTMLElement>('#transcript-title')?.focus();
    if (trial === null && before.trial !== null) {
      this.list?.focusList();
      void this.revealActive();
    }
    if (cell !== null && cell !== before.cell && !this.isWide) this.showList();
  }

  /** The list learns of its new active row in this update and draws it in its own. */
  private async revealActive(): Promise<void> {
    await this.updateComplete;
    await this.list?.updateComplete;
    this.list?.revealActive();
  }

  /** A cell was chosen in a long table: its trials are below, perhaps out of sight. */
  private showList(): void {
    const head = this.querySelector('.trials-pane');
    if (head !== null && head.getBoundingClientRect().top > window.innerHeight * 0.7)
      head.scrollIntoView({ block: 'start' });
  }

  private get list(): TrialList | null {
    const element = this.querySelector('scenarist-trials');
    return element instanceof TrialList ? element : null;
  }

  private readonly reveal = (evidence: number): void => {
    void this.findEvidence(evidence);
  };

  private async findEvidence(evidence: number): Promise<void> {
    const place = evidenceIn(this.model.transcript?.parts ?? noParts, evidence);
    const list = this.querySelector('scenarist-parts');
    if (place !== null && list instanceof PartList) await list.showText(place.part, place.text);
    for (const text of this.querySelectorAll('.parts scenarist-text')) {
      if (!(text instanceof MarkedTextElement) || !text.text.some(({ marks }) => marks.includes(evidence))) continue;
      const fold = text.closest('details');
      if (fold !== null) fold.open = true;
      if (await text.reveal(evidence)) return;
    }
  }

  private readonly onWidth = (): void => {
    this.isWide = this.width.matches;
  };

  private find(): void {
    if (this.model.place.trial !== null) void this.finder.open();
  }

  private readonly onFocus = ({ type }: FocusEvent): void => {
    this.channel?.send({ type: 'focus', focused: type === 'focus' });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    // A dialog or a popover that is open takes its own keys.
    if (event.defaultPrevented || this.querySelector('dialog[open], :popover-open') !== null) return;
    if (event.key === 'f' && (event.ctrlKey || event.metaKey) && this.model.place.trial !== null) {
      this.find();
      event.preventDefault();
      return;
    }
    const { target } = event;
    const isInField = [HTMLSelectElement, HTMLInputElement, HTMLTextAreaElement].some((kind) => target instanceof kind);
    const action = keyAction(event, isInField);
    if (action === null || this.model.state === null) return;
    if (action.type === 'help') this.querySelector('dialog')?.showModal();
    else if (action.type === 'focusNote') this.querySelector<HTMLElement>('.note')?.focus();
    else if (action.type === 'focusFilter') this.querySelector<HTMLElement>('.search')?.focus();
    else this.dispatch(action);
    event.preventDefault();
  };

  protected override render(): TemplateResult {
    const { state, announcement, failure, refusal } = this.model;
    return html`
      <main class="panel ${this.model.place.trial === null ? '' : 'reading'}">
        ${state === null ? nothing : this.content(state)}
      </main>
      <div class="unseen" role="status">${announcement}</div>
      <div class="unseen" role="alert">${refusal ?? ''}</div>
      ${
        failure === null
          ? nothing
          : html`<div class="failure" role="alert">
              ${icon('error', 'glyph failed')} <span>${shown(failure, 1000)}</span>
              ${iconButton('close', 'Dismiss', () => this.dispatch({ type: 'dismissFailure' }))}
            </div>`
      }
      ${help()}
    `;
  }

  private content(state: NonNullable<PanelModel['state']>): TemplateResult {
    if (state.kind !== 'run') return noticeView(noticeOf(state), this.dispatch);
    const { view } = state;
    const isReading = this.model.place.trial !== null;
    return html`
      ${runHeader(state, this.dispatch)} ${approvals(state, this.dispatch)}
      ${breadcrumb(state, this.model, this.dispatch)}
      <div class="levels-of-detail">
        <div class="overview" ?inert=${isReading && !this.isWide}>
          ${levelPane(view, this.model, this.dispatch, this.isWide)} ${trialsPane(view, this.model, this.dispatch)}
        </div>
        <section
          class="transcript-pane"
          aria-label="Transcript"
          ?hidden=${!isReading && !this.isWide}
          tabindex=${isReading ? 0 : -1}
        >
          ${isReading && this.finder.isOpen ? this.finder.bar() : nothing}
          ${transcriptPane(this.model, this.dispatch, this.reveal, () => this.find())}
        </section>
      </div>
    `;
  }
}

function help(): TemplateResult {
  return html`<dialog class="help" aria-labelledby="help-title">
    <form method="dialog">
      <div class="title-line">
        <h2 id="help-title">Keys</h2>
        <button class="icon-button" aria-label="Close" title="Close (Escape)">${icon('close')}</button>
      </div>
      <dl>
        ${keyHelp.map(
          ([keys, does]) =>
            html`<div>
              <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
    </form>
  </dialog>`;
}

customElements.define('scenarist-panel', Panel);
