import { html, nothing, type TemplateResult } from 'lit';
import { shownRun, type Answer, type PanelModel } from '../model.ts';
import { canReview, isHidden, standingAnswer } from '../reviews.ts';
import { plain } from '../visibleText.ts';
import type { RunView, VerdictView } from '../viewTypes.ts';
import { reviewProgress } from '../../src/core/view/shown/agreementWords.ts';
import { icon, shown, type Dispatch, type Part } from './parts.ts';

type Label = RunView['classifiers'][number]['labels'][number];

/** More labels than keys have no key. */
const mostKeys = 9;

/** What its reader says of the open trial, for the chosen classifier: a label, what they think of the verdict, a note. */
export function reviewBar(model: PanelModel, dispatch: Dispatch): Part {
  const { transcript, place } = model;
  const run = shownRun(model);
  const classifier = run?.classifiers.find(({ id }) => id === place.classifier);
  if (run === null || transcript === null || classifier === undefined || !canReview(model)) return nothing;
  const verdict = transcript.verdicts.find((each) => each.classifier === classifier.id);
  const review = verdict?.review ?? null;
  const hidden = isHidden(model, classifier.id, transcript.row);
  const canAgree = !hidden && verdict?.status === 'graded';
  return html`<section class="review" aria-label="Your label for ${classifier.id}">
    <div class="review-line">
      <span class="quiet">Your label</span>
      ${classifier.labels.map((label, index) => labelButton(label, index, review, dispatch))}
      <span class="review-pair">
        ${opinionButton({ name: 'thumbsup', word: 'Agree', key: 'a', answer: { kind: 'agree' } }, canAgree, dispatch)}
        ${opinionButton({ name: 'thumbsdown', word: 'Disagree', key: 'd', answer: { kind: 'disagree' } }, canAgree, dispatch)}
      </span>
    </div>
    <div class="review-line">
      <span class="field">
        <input
          type="text"
          class="note"
          aria-label="Note"
          placeholder="Note (n)"
          maxlength="2000"
          .value=${review?.note ?? ''}
          @keydown=${(event: KeyboardEvent) => leaveNote(event, review?.note ?? '')}
          @change=${({ target }: Event) => {
            if (target instanceof HTMLInputElement && target.value !== (review?.note ?? ''))
              dispatch({ type: 'review', answer: standingAnswer(model), note: target.value });
          }}
        />
      </span>
    </div>
    <p class="quiet">
      ${said(review)}${hidden ? 'The verdict is hidden until you have labelled. ' : ''}${reviewProgress(run, classifier.id)}
    </p>
  </section>`;
}

/** Enter keeps the note, Escape what stood there before; both lead back to the transcript and its keys. */
function leaveNote(event: KeyboardEvent, before: string): void {
  const { key, target } = event;
  if ((key !== 'Enter' && key !== 'Escape') || !(target instanceof HTMLInputElement)) return;
  if (key === 'Escape') target.value = before;
  event.preventDefault();
  target.closest('.transcript')?.querySelector<HTMLElement>('#transcript-title')?.focus();
}

function labelButton(
  { label, positive }: Label,
  index: number,
  review: VerdictView['review'],
  dispatch: Dispatch,
): TemplateResult {
  const key = index < mostKeys ? ` (${index + 1})` : '';
  const answer: Answer = { kind: 'label', label };
  return html`<button
    type="button"
    class="button secondary choice"
    aria-pressed=${review?.label === label}
    title="${plain(label, 80)}${key}: counts as ${positive ? 'positive' : 'negative'}"
    @click=${() => dispatch({ type: 'review', answer })}
  >
    ${index < mostKeys ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing} ${shown(label, 60)}
  </button>`;
}

interface Opinion {
  readonly name: string;
  readonly word: string;
  readonly key: string;
  readonly answer: Answer;
}

function opinionButton({ name, word, key, answer }: Opinion, isOn: boolean, dispatch: Dispatch): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label="${word} with the verdict"
    title="${word} with the verdict (${key})"
    aria-disabled=${!isOn}
    @click=${() => isOn && dispatch({ type: 'review', answer })}
  >
    ${icon(name)}
  </button>`;
}

/** «You said none, blind. » */
function said(review: VerdictView['review']): Part | string {
  if (review === null || review.positive === null) return '';
  const label = review.label ?? `another label that counts as ${review.positive ? 'positive' : 'negative'}`;
  const who = review.by === null ? 'Said here' : `${plain(review.by, 100)} said`;
  const earlier = review.earlier === 0 ? '' : `, after ${review.earlier} earlier`;
  return html`${who}: <b>${shown(label, 80)}</b>${review.blind ? ', blind' : ''}${earlier}. `;
}
