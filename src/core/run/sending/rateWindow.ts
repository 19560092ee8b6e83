const windowMs = 60_000;

/** What was taken at one time; it may turn out to be more or less than was thought. */
export interface Taken {
  readonly at: number;
  amount: number;
  /** Whether it still counts. */
  counts: boolean;
}

/** At most so much in any 60 seconds: of requests, or of tokens. What is larger than the limit goes alone. */
export class RateWindow {
  private readonly limit: number;
  /** Oldest first. */
  private taken: Taken[] = [];
  private sum = 0;

  constructor(perMinute: number) {
    this.limit = perMinute;
  }

  /** How long, in milliseconds, until so much can be taken; 0: now. */
  waitFor(amount: number, now: number): number {
    this.forget(now);
    let sum = this.sum;
    let wait = 0;
    for (const { at, amount: freed } of this.taken) {
      if (sum + amount <= this.limit) break;
      sum -= freed;
      wait = at + windowMs - now;
    }
    return wait;
  }

  take(amount: number, now: number): Taken {
    const taken = { at: now, amount, counts: true };
    this.taken.push(taken);
    this.sum += amount;
    return taken;
  }

  /** What was taken turned out to be this much. */
  correct(taken: Taken, amount: number): void {
    if (taken.counts) this.sum += amount - taken.amount;
    taken.amount = amount;
  }

  private forget(now: number): void {
    let gone = 0;
    for (const taken of this.taken) {
      if (taken.at + windowMs > now) break;
      this.sum -= taken.amount;
      taken.counts = false;
      gone++;
    }
    if (gone > 0) this.taken = this.taken.slice(gone);
  }
}
