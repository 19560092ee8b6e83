import type {
  AttemptEvent,
  IntentEvent,
  JournalEvent,
  OutcomeEvent,
  VerdictEvent,
} from '../../../src/core/run/journal/journal.ts';
import type { Classifier } from '../../../src/core/scenario/classifier.ts';
import type { TrialPlan } from '../../../src/core/trial/trials.ts';
import type { Fault, Meets } from './fault.ts';
import type { LedgerEntry } from './ledger.ts';

export interface Books {
  readonly fault: Fault;
  /** What the run told while it was under way: acknowledged. */
  readonly shown: readonly JournalEvent[];
  /** What the journal on the disk holds. */
  readonly written: readonly JournalEvent[];
  readonly plan: TrialPlan;
  readonly classifiers: readonly Classifier[];
  readonly ledger: readonly LedgerEntry[];
}

/** All that does not balance between what the server accepted and what the journal says. */
export function checkBooks({ fault, shown, written, plan, classifiers, ledger }: Books): string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  const lines = new Set(written.map((event) => JSON.stringify(event)));
  for (const event of shown) expect(lines.has(JSON.stringify(event)), `lost: an acknowledged ${event.type}`);
  expect(lines.size === written.length, 'a line is in the journal twice');

  const trials = new Map([...plan.trials()].map(({ id, condition }) => [id, condition.levels['threat'] ?? '']));
  const events = Map.groupBy(written, (event) => ('trial' in event ? event.trial : ''));
  for (const [trial, name] of trials) {
    const own = events.get(trial) ?? [];
    const outcomes = own.filter((event): event is OutcomeEvent => event.type === 'outcome');
    expect(outcomes.length === 1, `${name}: ${outcomes.length} outcomes`);
    const verdicts = own.filter((event): event is VerdictEvent => event.type === 'verdict');
    const isCompleted = outcomes[0]?.result.status === 'completed';
    for (const { id } of classifiers) {
      const given = verdicts.filter(({ verdict }) => verdict.classifier === id).length;
      expect(given === (isCompleted ? 1 : 0), `${name}: ${given} verdicts of ${id}`);
    }
    for (const judge of [null, ...classifiers.flatMap(({ id, judge }) => (judge === null ? [] : [id]))]) {
      const key = judge === null ? name : `${name} judge`;
      const posts = ledger.filter((entry) => entry.key === key);
      const intents = own.filter((event): event is IntentEvent => event.type === 'intent' && event.judge === judge);
      const failures = own.filter((event): event is AttemptEvent => event.type === 'attempt' && event.judge === judge);
      const isAnswered =
        judge === null
          ? isCompleted
          : verdicts.some(({ verdict }) => verdict.classifier === judge && verdict.status === 'graded');
      problems.push(...checkCall({ key, posts, intents, failures, isAnswered, fault }));
      const [answer] = outcomes.flatMap(({ result }) => (result.status === 'completed' ? [result.transcript] : []));
      if (judge !== null || answer === undefined) continue;
      const last = posts.at(-1);
      expect(answer.requestId === last?.requestId, `${key}: the outcome is of ${answer.requestId ?? 'no request'}`);
      const text = answer.messages.flatMap(({ blocks }) =>
        blocks.map((block) => (block.type === 'text' ? block.text : '')),
      );
      expect(text.join('') === last?.text, `${key}: the answer is not what the server said`);
    }
  }
  const keys = new Set([...trials.values()].flatMap((name) => [name, `${name} judge`]));
  for (const { key } of ledger) expect(keys.has(key), `a POST of nobody: ${key}`);
  return problems;
}

interface CallBooks {
  readonly key: string;
  readonly posts: readonly LedgerEntry[];
  readonly intents: readonly IntentEvent[];
  readonly failures: readonly AttemptEvent[];
  readonly isAnswered: boolean;
  readonly fault: Fault;
}

/** One trial's or one judge's POSTs beside what the journal says of them, one by one. */
function checkCall({ key, posts, intents, failures, isAnswered, fault }: CallBooks): readonly string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`${key}: ${problem}`);
  };
  expect(intents.length === posts.length, `${posts.length} POSTs, ${intents.length} intents`);
  expect(new Set(posts.map(({ body }) => body)).size <= 1, 'its requests are not the same');
  expect(
    intents.length === failures.length + (isAnswered ? 1 : 0),
    `${failures.length} failed attempts of ${intents.length}`,
  );
  posts.forEach((post, index) => {
    const failure = failures[index];
    const meets = post.fault === null ? (['answer'] as const) : fault.meets;
    const isLast = index === posts.length - 1;
    // A whole answer that was taken is never asked for again, and one that was not is accounted for.
    const became: Meets =
      failure === undefined ? 'answer' : { kind: failure.error.kind as never, ambiguous: failure.error.ambiguous };
    expect(
      meets.some((one) => same(one, became)),
      `${post.fault ?? 'a plain answer'} became ${JSON.stringify(became)}`,
    );
    expect(failure !== undefined || isLast, 'an answered request was sent again');
    expect(failure === undefined || (failure.startedAt ?? 0) > 0, 'an attempt without its time');
  });
  return problems;
}

function same(one: Meets, other: Meets): boolean {
  return one === 'answer' || other === 'answer'
    ? one === other
    : one.kind === other.kind && one.ambiguous === other.ambiguous;
}
