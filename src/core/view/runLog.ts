import { assertNever } from '../text/assertNever.ts';
import type { Log } from '../text/ports.ts';
import type { Usage } from '../transcript/transcript.ts';
import type { IntentEvent, JournalEvent, OutcomeEvent, VerdictEvent } from '../run/journal/journal.ts';
import type { RunState } from '../run/state/runState.ts';

type Level = Exclude<keyof Log, 'error'>;

/** A line of a log, `event key=value …`. Above `debug` it holds nothing that a model or a service said. */
export interface LogLine {
  readonly level: Level;
  readonly text: string;
}

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Tells in lines what happens in a run, event by event, as they are journaled: one for each request, one for each trial. */
export function createRunLog({
  manifest,
  scenario,
}: Pick<RunState, 'manifest' | 'scenario'>): (event: JournalEvent) => readonly LogLine[] {
  /** The calls under way, so that an answer can be told with its attempt. */
  const sent = new Map<string, IntentEvent>();
  const line = (level: Level, event: string, facts: Facts): LogLine => ({
    level,
    text: [event, ...pairs({ run: manifest.run, ...facts })].join(' '),
  });
  const judgeModel = (classifier: string): string | null =>
    scenario.classifiers.find(({ id }) => id === classifier)?.judge?.model.reference ?? null;
  const callOf = (trial: string, judge: string | null): Facts => {
    const intent = sent.get(keyOf(trial, judge));
    const model = judge === null ? (intent?.model ?? null) : judgeModel(judge);
    return { trial: short(trial), model, attempt: intent?.attempt ?? null, judge };
  };

  const outcome = ({ trial, result, durationMs, reusedFrom, ...event }: OutcomeEvent): LogLine => {
    const facts = { ...callOf(trial, null), model: event.model, outcome: result.status, ms: durationMs };
    sent.delete(keyOf(trial, null));
    if (reusedFrom !== undefined) return line('debug', 'trial', { ...facts, ms: null, reusedFrom });
    switch (result.status) {
      case 'completed': {
        const { requestId, stop, usage } = result.transcript;
        return line('info', 'trial', { ...facts, stop, request: requestId, ...tokens(usage) });
      }
      case 'failed':
        return line('warn', 'trial', { ...facts, error: result.error.kind, status: result.error.status });
      case 'stopped':
        return line('info', 'trial', facts);
      default:
        return assertNever(result);
    }
  };

  const verdict = ({ trial, verdict: { classifier, status, judge, label }, at, reusedFrom }: VerdictEvent): LogLine => {
    const intent = sent.get(keyOf(trial, classifier));
    sent.delete(keyOf(trial, classifier));
    if (intent === undefined || judge === null)
      return line('debug', 'verdict', {
        trial: short(trial),
        classifier,
        status,
        label,
        reusedFrom: reusedFrom ?? null,
      });
    const facts = {
      trial: short(trial),
      model: judge.model,
      attempt: intent.attempt,
      judge: classifier,
      status,
      label,
    };
    return line('info', 'verdict', { ...facts, ms: at - intent.at, ...tokens(judge.usage) });
  };

  return (event) => {
    switch (event.type) {
      case 'intent':
        sent.set(keyOf(event.trial, event.judge), event);
        return [line('debug', 'sending', callOf(event.trial, event.judge))];
      case 'attempt': {
        const { kind, ambiguous, status, requestId, message } = event.error;
        const call = callOf(event.trial, event.judge);
        const facts = { ...call, outcome: kind, ambiguous, status, request: requestId, ms: event.durationMs ?? null };
        return [
          line(kind === 'cancelled' ? 'info' : 'warn', 'attempt', facts),
          line('debug', 'attempt', { ...call, message }),
        ];
      }
      case 'turn':
        return [
          line('info', 'turn', {
            ...callOf(event.trial, null),
            turn: event.turn,
            stop: event.stop,
            request: event.requestId,
            ...tokens(event.usage),
          }),
        ];
      case 'asked':
        return [
          line('info', 'asked', {
            trial: short(event.trial),
            turn: event.turn,
            tools: event.actions.map(({ tool }) => tool).join(','),
          }),
        ];
      case 'decision': {
        const { trial, tool, approved, by, standing = false, everyUse = false } = event;
        return [
          line('info', 'decision', { trial: short(trial), tool, approved: String(approved), by, standing, everyUse }),
        ];
      }
      case 'batch':
        return [
          line('info', 'batch', { model: event.model, state: event.state, requests: event.requests, batch: event.id }),
        ];
      case 'outcome':
        return [outcome(event)];
      case 'vote': {
        const call = callOf(event.trial, event.classifier);
        return [line('info', 'vote', { ...call, vote: event.vote, label: event.label, ...tokens(event.usage) })];
      }
      case 'verdict':
        return [verdict(event)];
      case 'review':
        return [line('debug', 'review', { trial: short(event.trial), classifier: event.review.classifier })];
      case 'resume':
        return [line('info', 'resume', { interrupted: event.interrupted })];
      case 'end':
        return [line('info', 'end', { reason: event.reason })];
      default:
        return assertNever(event);
    }
  };
}

function keyOf(trial: string, judge: string | null): string {
  return `${trial} ${judge ?? ''}`;
}

/** As much of a trial's id as tells it from others for a person. */
function short(trial: string): string {
  return trial.slice(0, 12);
}

function tokens({ inputTokens, outputTokens }: Usage): Facts {
  return { in: inputTokens, out: outputTokens };
}

/** What is not known is left out; what could be taken for something else is quoted, as JSON does. */
function pairs(facts: Facts): readonly string[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (value === null || value === false) return [];
    if (value === true) return [key];
    return [`${key}=${typeof value === 'string' && !/^[\w./:@-]+$/.test(value) ? JSON.stringify(value) : value}`];
  });
}
