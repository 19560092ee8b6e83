import type { JournalEvent, OutcomeEvent } from '../../core/run/journal/journal.ts';
import type { RunState } from '../../core/run/state/runState.ts';
import type { TrialRecord } from '../../core/run/state/trialRecord.ts';
import type { ModelUse } from '../../core/scenario/scenario.ts';
import type { StopReason, Transcript } from '../../core/transcript/transcript.ts';
import { writtenIn } from '../../core/view/transcriptView.ts';
import type { InspectAssistant, InspectContent, InspectLimit, InspectMessage } from './inspectTypes.ts';
import { answerMessages, inputMessages, lastAnswer } from './messages.ts';
import { inspectScores, leftOutVerdicts } from './scores.ts';
import { sampleId } from './spec.ts';
import { knownUsage } from './usage.ts';

/** One trial: Inspect's `sample`. `uuid` is the trial's id, `epoch` its repetition. */
export function inspectSample(state: RunState, record: TrialRecord, events: readonly JournalEvent[]) {
  const { manifest } = state;
  const planned = manifest.conditions[record.condition];
  const model = manifest.models[record.model];
  const outcome = events.find((event) => event.type === 'outcome') ?? null;
  const transcript = outcome === null ? null : writtenIn(outcome);
  const prompt = state.conditions.get(planned?.id ?? '')?.prompt ?? null;
  const input = prompt === null ? [] : inputMessages(prompt);
  const written = prompt === null || transcript === null ? [] : answerMessages(transcript, prompt);
  const answer = transcript === null ? null : lastAnswer(transcript, written);
  const usage = outcome?.result.status === 'completed' ? knownUsage(outcome.result.transcript.usage) : null;
  const { levels = {}, id: condition = '' } = planned ?? {};
  const reference = model?.model ?? '';
  return {
    id: sampleId(levels, manifest.models.length > 1 ? reference : null),
    epoch: record.repetition,
    uuid: record.id,
    input: [...input],
    target: '',
    messages: numbered([...input, ...written], record.id),
    output: output(reference, answer, outcome),
    scores: inspectScores(events),
    metadata: {
      condition,
      levels,
      model: reference,
      label: model?.label ?? null,
      state: record.state,
      excluded: leftOutVerdicts(state, record, events),
      reviews: events.flatMap((event) => (event.type === 'review' ? [event.review] : [])),
      attempts: events.flatMap((event) => (event.type === 'attempt' ? [event.error] : [])),
      ...(outcome?.reusedFrom !== undefined && { reused_from: outcome.reusedFrom }),
      ...(outcome?.importedAs !== undefined && { imported_as: outcome.importedAs }),
    },
    store: {},
    events: [],
    model_usage: usage === null ? {} : { [reference]: usage },
    role_usage: {},
    attachments: {},
    ...times(outcome),
    ...errorOf(outcome),
    ...limitOf(outcome, model?.parameters ?? null, prompt?.turns ?? 1),
  };
}

/** Inspect's viewer tells messages apart by their ids. */
function numbered(messages: readonly InspectMessage[], trial: string) {
  return messages.map((message, index) => ({ ...message, id: `${trial.slice(0, 16)}-${index + 1}` }));
}

const stops: Readonly<Record<StopReason, string>> = {
  end: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'max_tokens',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
  filtered: 'content_filter',
  other: 'unknown',
};

function output(model: string, message: InspectAssistant | null, outcome: OutcomeEvent | null) {
  const transcript = outcome?.result.status === 'completed' ? outcome.result.transcript : null;
  const stop = transcript === null ? 'unknown' : stops[transcript.stop];
  const usage = transcript === null ? null : knownUsage(transcript.usage);
  return {
    model: transcript?.model ?? model,
    choices: message === null ? [] : [{ message, stop_reason: stop }],
    completion: (message?.content ?? []).flatMap(textOf).join('\n'),
    ...(usage !== null && { usage }),
    ...(outcome !== null && { time: outcome.durationMs / 1000 }),
    ...(outcome?.result.status === 'failed' && { error: outcome.result.error.message }),
  };
}

function textOf(content: InspectContent): readonly string[] {
  return content.type === 'text' ? [content.text] : [];
}

function times(outcome: OutcomeEvent | null) {
  if (outcome === null) return {};
  const { at, durationMs } = outcome;
  return {
    started_at: new Date(at - durationMs).toISOString(),
    completed_at: new Date(at).toISOString(),
    total_time: durationMs / 1000,
  };
}

function errorOf(outcome: OutcomeEvent | null) {
  if (outcome?.result.status !== 'failed') return {};
  const { kind, message } = outcome.result.error;
  return { error: { message: `${kind}: ${message}`, traceback: '', traceback_ansi: '' } };
}

/** Why a sample ended before its model had: its tokens, its turns, or a person. */
function limitOf(
  outcome: OutcomeEvent | null,
  parameters: ModelUse['parameters'] | null,
  turns: number,
): { readonly limit?: InspectLimit } {
  if (outcome === null || outcome.result.status === 'stopped') return { limit: { type: 'operator', limit: 1 } };
  if (outcome.result.status === 'failed') return {};
  const { stop, course }: Transcript = outcome.result.transcript;
  if (stop === 'max_tokens') return { limit: { type: 'token', limit: parameters?.maxTokens ?? 0 } };
  return course?.ended === 'turns' ? { limit: { type: 'turn', limit: turns } } : {};
}
