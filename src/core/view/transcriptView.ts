import type { AskedEvent, JournalEvent, OutcomeEvent } from '../run/journal/journal.ts';
import type { RunState } from '../run/state/runState.ts';
import type { Course, Message, Transcript } from '../transcript/transcript.ts';
import type { GateTrace, Verdict } from '../verdict/verdict.ts';
import { attemptViews } from './attemptViews.ts';
import type { Mark } from './markedText.ts';
import { transcriptParts } from './transcriptParts.ts';
import { trialRow } from './trialsPage.ts';
import type { TranscriptView, VerdictView } from './views.ts';

/**
 * One trial in full, from its events as `readTrialEvents` gives them. Null for a trial that the run does not have. While it is
 * under way there are no events yet: the view is then empty, and deltas fill it.
 */
export function transcriptView(state: RunState, trial: string, events: readonly JournalEvent[]): TranscriptView | null {
  const record = state.trial(trial);
  if (record === null) return null;
  const row = trialRow(state, record);
  const outcome = events.find((event) => event.type === 'outcome') ?? null;
  const verdicts = numbered(events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : [])));
  const marks = verdicts.flatMap(({ marks }) => marks);
  const asked = events.find((event) => event.type === 'asked') ?? null;
  // Of a trial that goes on, what was said until it last had to ask.
  const isEnded = row.state !== 'waiting' && row.state !== 'running';
  const written =
    outcome !== null && isEnded ? writtenIn(outcome) : asked === null ? null : transcriptOf(asked.messages);
  const prompt = state.conditions.get(row.condition)?.prompt;
  return {
    row,
    label: state.manifest.models[record.model]?.label ?? null,
    ...responseOf(outcome),
    durationMs: outcome?.durationMs ?? null,
    attempts: attemptViews(events),
    parts: written === null || prompt === undefined ? [] : transcriptParts(written, prompt, marks),
    verdicts: verdicts.map((each) => verdictView(state, each, events)),
  };
}

function responseOf(
  outcome: OutcomeEvent | null,
): Pick<TranscriptView, 'stop' | 'usage' | 'requestId' | 'course' | 'error'> {
  const none = { stop: null, usage: unknownUsage, requestId: null, course: null, error: null };
  if (outcome === null) return none;
  const { result } = outcome;
  if (result.status === 'failed') return { ...none, requestId: result.error.requestId, error: result.error.message };
  if (result.status === 'stopped') return none;
  const { stop, usage, requestId, course } = result.transcript;
  return { stop, usage, requestId, course: courseView(course), error: null };
}

function courseView(course: Course | undefined): TranscriptView['course'] {
  return course === undefined ? null : { ended: course.ended, answers: course.answers.length };
}

const unknownUsage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };

/** What there is to show: also the part of an answer that was stopped, which is never graded. */
export function writtenIn({ result }: OutcomeEvent): Transcript | null {
  if (result.status === 'completed') return result.transcript;
  const before = result.messages ?? [];
  if (result.status === 'failed' && before.length === 0) return null;
  const last: readonly Message[] = result.status === 'failed' ? [] : [{ role: 'assistant', blocks: result.partial }];
  return transcriptOf([...before, ...last]);
}

function transcriptOf(messages: AskedEvent['messages']): Transcript {
  return { messages, stop: 'other', usage: unknownUsage, model: null, requestId: null };
}

interface NumberedVerdict {
  readonly verdict: Verdict;
  /** The number of its first piece of evidence. */
  readonly first: number;
  readonly marks: readonly Mark[];
}

/** Numbers the evidence from 1, across all verdicts, so that a mark in the text says which it is. */
function numbered(verdicts: readonly Verdict[]): readonly NumberedVerdict[] {
  let next = 1;
  return verdicts.map((verdict) => {
    const first = next;
    next += verdict.evidence.length;
    return { verdict, first, marks: verdict.evidence.map(({ at }, index) => ({ number: first + index, at })) };
  });
}

function verdictView(
  { scenario }: RunState,
  { verdict, first }: NumberedVerdict,
  events: readonly JournalEvent[],
): VerdictView {
  const { classifier, status, label, positive, reason, gate, judge, evidence } = verdict;
  const own = scenario.classifiers.find(({ id }) => id === classifier);
  return {
    classifier,
    title: own?.title ?? classifier,
    pointer: own?.pointer ?? '',
    status,
    label,
    positive,
    reason,
    gate: gate === null ? null : withNumbers(gate, first),
    judge,
    review: reviewView(classifier, events),
    evidence: evidence.map(({ by, quote, pointer }, index) => ({ number: first + index, by, quote, pointer })),
  };
}

function reviewView(classifier: string, events: readonly JournalEvent[]): VerdictView['review'] {
  const own = events
    .filter((event) => event.type === 'review')
    .filter(({ review }) => review.classifier === classifier);
  const last = own.at(-1);
  if (last === undefined) return null;
  const others = own.filter(({ review: { label, positive } }) => {
    return label !== last.review.label || positive !== last.review.positive;
  });
  return { ...last.review, at: last.at, earlier: others.length };
}

function withNumbers(trace: GateTrace, first: number): GateTrace {
  return {
    ...trace,
    evidence: trace.evidence.map((index) => first + index),
    children: trace.children.map((child) => withNumbers(child, first)),
  };
}
