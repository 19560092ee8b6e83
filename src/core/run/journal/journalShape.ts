import { isObject } from '../../text/json.ts';
import { verdictStatuses } from '../../verdict/verdict.ts';
import type { JournalEvent } from './journal.ts';

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
/** What earlier versions did not write. */
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shaped =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const error = shaped({ kind: isString, message: isString, ambiguous: oneOf(true, false) });
const blocks = listOf(shaped({ type: isString }));
const usage = shaped({
  inputTokens: orNull(isNumber),
  outputTokens: orNull(isNumber),
  cacheReadTokens: orNull(isNumber),
  cacheWriteTokens: orNull(isNumber),
});
const bound = shaped({ input: isNumber, output: isNumber });
const messages = listOf(shaped({ role: isString, blocks }));
const facts = { stop: isString, usage };
const course = shaped({ ended: isString, answers: listOf(shaped(facts)) });
const transcript = shaped({ messages, ...facts, course: optional(course) });
const location = shaped({ message: isNumber, block: isNumber, start: isNumber, end: isNumber });
const prompt = shaped({ marker: isString, sha256: isString });
const vote = shaped({ label: orNull(isString), reason: isString, usage, prompt });
const verdict = shaped({
  classifier: isString,
  status: oneOf(...verdictStatuses),
  label: orNull(isString),
  positive: orNull(oneOf(true, false)),
  gate: orNull(isObject),
  judge: orNull(
    shaped({
      model: isString,
      label: orNull(isString),
      usage,
      prompt: optional(prompt),
      votes: optional(listOf(vote)),
    }),
  ),
  evidence: listOf(shaped({ by: oneOf('gate', 'judge'), at: location, quote: isString, pointer: isString })),
  reason: isString,
});

const review = shaped({
  classifier: isString,
  label: orNull(isString),
  positive: orNull(oneOf(true, false)),
  note: isString,
  by: orNull(isString),
  blind: oneOf(true, false),
});

const key = { trial: isString, condition: isString, model: isString, repetition: isNumber, at: isNumber };
const attempt = { trial: isString, attempt: isNumber, judge: orNull(isString), at: isNumber };
const results: Readonly<Record<string, Check>> = {
  completed: shaped({ transcript, actions: orNull(isNumber) }),
  failed: shaped({ error, messages: optional(messages) }),
  stopped: shaped({ partial: blocks, messages: optional(messages) }),
};
const result: Check = (value) => isObject(value) && one(results, value['status'])(value);

/** The check of a name; of any other, one that nothing passes. */
function one(checks: Readonly<Record<string, Check>>, name: unknown): Check {
  const known = typeof name === 'string' && Object.hasOwn(checks, name) ? checks[name] : undefined;
  return known ?? (() => false);
}

const events: Readonly<Record<JournalEvent['type'], Check>> = {
  intent: shaped({
    ...key,
    attempt: isNumber,
    judge: orNull(isString),
    bound: optional(bound),
    batch: optional(isString),
  }),
  batch: shaped({
    token: isString,
    model: isString,
    requests: isNumber,
    state: oneOf('planned', 'created', 'cancelled', 'ended'),
    id: orNull(isString),
    at: isNumber,
  }),
  attempt: shaped({ ...attempt, error, startedAt: optional(isNumber), durationMs: optional(isNumber) }),
  turn: shaped({ trial: isString, turn: isNumber, ...facts, at: isNumber }),
  asked: shaped({
    ...key,
    turn: isNumber,
    actions: listOf(
      shaped({ question: isString, tool: isString, fields: listOf(shaped({ name: isString, text: isString })) }),
    ),
    messages,
    answers: listOf(shaped(facts)),
    answeredBy: orNull(isString),
  }),
  decision: shaped({
    trial: isString,
    question: isString,
    tool: isString,
    approved: oneOf(true, false),
    by: oneOf('person', 'policy'),
    standing: optional(oneOf(true)),
    reason: orNull(isString),
    everyUse: optional(oneOf(true)),
    at: isNumber,
  }),
  outcome: shaped({
    ...key,
    result,
    durationMs: isNumber,
    reusedFrom: optional(isString),
    importedAs: optional(isString),
  }),
  vote: shaped({
    trial: isString,
    classifier: isString,
    vote: isNumber,
    label: orNull(isString),
    usage,
    at: isNumber,
  }),
  verdict: shaped({ ...key, verdict, parser: isNumber, key: optional(isString), reusedFrom: optional(isString) }),
  review: shaped({ ...key, review, reusedFrom: optional(isString) }),
  resume: shaped({ scenarist: isString, interrupted: isNumber, budgetUsd: optional(orNull(isNumber)), at: isNumber }),
  end: shaped({
    reason: oneOf('finished', 'stopped', 'failed', 'out-of-budget'),
    neededUsd: optional(isNumber),
    at: isNumber,
  }),
};

/**
 * Whether a line of a journal holds what the later stages read without asking. A checksum tells that a line is whole, not
 * that this version wrote it: the folder may have come with a repository.
 */
export function isJournalEvent(value: unknown): value is JournalEvent {
  return isObject(value) && one(events, value['type'])(value);
}
