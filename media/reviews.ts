import type { FromPanel } from '../src/protocol/messages.ts';
import { shownRun, type Answer, type PanelModel, type Place } from './model.ts';
import type { MarkedText, TranscriptPart, TranscriptView, TrialRow } from './viewTypes.ts';

type ReviewMessage = Extract<FromPanel, { type: 'review' }>;

/** Where its reader labels blind: what a classifier says stays hidden until they have said it themselves. */
export function isHidden(
  { blind }: Pick<PanelModel, 'blind'>,
  classifier: string | null,
  { reviews }: TrialRow,
): boolean {
  return blind && !reviews.some((review) => review.classifier === classifier && review.positive !== null);
}

/** A place without the filters that tell what is hidden: which trials are positive, and which a rule of gate and judge decides. */
export function unrevealing(place: Place, blind: boolean): Place {
  return blind ? { ...place, verdict: null, only: place.only === 'disputed' ? null : place.only } : place;
}

/** The transcript without the verdicts that are hidden, and without their marks in the text. */
export function readable(transcript: TranscriptView, model: Pick<PanelModel, 'blind'>): TranscriptView {
  const { row, parts } = transcript;
  const verdicts = transcript.verdicts.filter(({ classifier }) => !isHidden(model, classifier, row));
  if (verdicts.length === transcript.verdicts.length) return transcript;
  const kept = new Set(verdicts.flatMap(({ evidence }) => evidence.map(({ number }) => number)));
  return { ...transcript, verdicts, parts: parts.map((part) => withMarks(part, kept)) };
}

function withMarks(part: TranscriptPart, kept: ReadonlySet<number>): TranscriptPart {
  const only = (text: MarkedText): MarkedText =>
    text.map((stretch) => ({ ...stretch, marks: stretch.marks.filter((mark) => kept.has(mark)) }));
  if (part.kind !== 'action') return { ...part, text: only(part.text) };
  return { ...part, fields: part.fields.map(({ name, text }) => ({ name, text: only(text) })) };
}

/** Whether the open trial can be labelled for the chosen classifier. */
export function canReview(model: PanelModel): boolean {
  const { state, transcript, place } = model;
  return (
    state?.kind === 'run' &&
    !state.readOnly &&
    place.classifier !== null &&
    transcript?.row.trial === place.trial &&
    transcript.row.state === 'completed'
  );
}

/** Why nothing is said of the open trial. */
export interface Refused {
  readonly type: 'refused';
  readonly words: string;
}

/** What its reader says, or why it cannot be said; null: there is nothing to say it of. A note left out stays as it is. */
export function reviewMessage(
  model: PanelModel,
  answer: Answer,
  note: string | null = null,
): ReviewMessage | Refused | null {
  const run = shownRun(model);
  const { transcript, place } = model;
  const { trial, classifier } = place;
  if (run === null || trial === null || classifier === null) return null;
  const refused = (words: string): Refused => ({ type: 'refused', words: `Nothing was kept: ${words}` });
  // What is not on the screen was not read, and what is there is not what was meant.
  if (model.opening !== null) return refused('the next trial was not open yet.');
  if (transcript === null) return refused('the transcript was not here yet.');
  if (!canReview(model)) return refused(whyNot(model));
  const verdict = transcript.verdicts.find((each) => each.classifier === classifier);
  const hidden = isHidden(model, classifier, transcript.row);
  const isAboutVerdict = answer.kind === 'agree' || answer.kind === 'disagree';
  if (isAboutVerdict && hidden) return refused('the verdict is hidden until you have labelled.');
  if (isAboutVerdict && verdict?.status !== 'graded')
    return refused('there is no verdict here, only a label can be given.');
  const before = verdict?.review ?? null;
  // A note that is added later takes nothing from a label that was given blind.
  const blind = hidden || (note !== null && before?.blind === true);
  return { type: 'review', run: run.run, trial, classifier, answer, note: note ?? before?.note ?? '', blind };
}

function whyNot({ state }: PanelModel): string {
  const readOnly = state?.kind === 'run' && state.readOnly;
  if (readOnly === 'held') return 'another window works on this run.';
  return readOnly === 'restricted' ? 'this folder is not trusted.' : 'this trial is not completed.';
}

/** What stands already, to be said again with another note. */
export function standingAnswer({ transcript, place }: PanelModel): Answer {
  const review = transcript?.verdicts.find((each) => each.classifier === place.classifier)?.review ?? null;
  if (review === null || review.positive === null) return { kind: 'none' };
  return review.label === null ? { kind: 'disagree' } : { kind: 'label', label: review.label };
}
