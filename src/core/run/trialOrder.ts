import type { Trial } from '../trial/trial.ts';

/** A trial whose time has come. */
export interface NextTrial {
  readonly trial: Trial;
  /** Where others begin alike: to be called when its answer begins. Null where nothing is kept. */
  readonly onKept: (() => void) | null;
  /** Called once, when nothing of it is left to do. */
  end(): void;
}

/** Gives the trials of one model to its workers. */
export interface TrialOrder {
  /** Waits for the time of the next; null when there are no more. */
  next(): Promise<NextTrial | null>;
}

export interface TrialOrderInput {
  readonly trials: Iterator<Trial>;
  /** Whether the service keeps what all trials of this one's condition begin with. */
  readonly sharesPrefix: (trial: Trial) => boolean;
  /** Milliseconds. */
  readonly now: () => number;
  /** How many trials may be looked at in search of one whose time has come. */
  readonly lookahead: number;
}

/** How long a service keeps a prefix after its last use, less the time that a request may take to arrive. In milliseconds. */
const keptMs = 4.5 * 60_000;

/**
 * The order of the plan, except that where a service keeps what the trials of a condition begin with, one of them goes ahead
 * until it is kept, and the others wait, while trials of other conditions go on. If that one ends without an answer, the next
 * goes ahead. So no trial waits but for one that is under way, and of those whose time has come the first goes first.
 */
export function createTrialOrder({ trials, sharesPrefix, now, lookahead }: TrialOrderInput): TrialOrder {
  const held: Trial[] = [];
  const prefixes = new Map<string, { leader: Trial | null; keptUntil: number }>();
  const waiting: (() => void)[] = [];
  let isExhausted = false;

  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const mustWait = ({ condition }: Trial): boolean => (prefixes.get(condition.id)?.leader ?? null) !== null;
  const find = (): Trial | null => {
    const free = held.findIndex((trial) => !mustWait(trial));
    if (free >= 0) return held.splice(free, 1)[0] ?? null;
    while (!isExhausted && held.length < lookahead) {
      const next = trials.next();
      if (next.done === true) isExhausted = true;
      else if (mustWait(next.value)) held.push(next.value);
      else return next.value;
    }
    return null;
  };
  const start = (trial: Trial): NextTrial => {
    if (!sharesPrefix(trial)) return { trial, onKept: null, end: () => undefined };
    const prefix = prefixes.get(trial.condition.id) ?? { leader: null, keptUntil: -Infinity };
    prefixes.set(trial.condition.id, prefix);
    if (prefix.keptUntil <= now()) prefix.leader = trial;
    const release = (): void => {
      if (prefix.leader !== trial) return;
      prefix.leader = null;
      wake();
    };
    return {
      trial,
      onKept() {
        prefix.keptUntil = now() + keptMs;
        release();
      },
      end: release,
    };
  };

  return {
    async next() {
      for (;;) {
        const trial = find();
        if (trial !== null) return start(trial);
        if (isExhausted && held.length === 0) return null;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

/**
 * How many repetitions of a condition have to follow each other so that what they share is still kept when the next is sent. A
 * service keeps it for five minutes; of answers that take half a minute, this many at once, ten rounds fit into that.
 */
export function repetitionsTogether(conditions: number, concurrency: number): number {
  const rounds = 10;
  return conditions <= rounds * concurrency ? 1 : rounds;
}
