/** Enough to find out quickly what a service takes, and no burst for one that takes little. */
const start = 10;

/**
 * How many requests may be under way to one model: additive increase and multiplicative decrease, as TCP does it (RFC 5681).
 * It doubles from round to round until the first refusal, halves at each, and then grows by one a round.
 */
export class AdaptiveLimit {
  private readonly most: number;
  private size: number;
  private rounds = 0;

  constructor(most: number) {
    this.most = most;
    this.size = Math.min(most, start);
  }

  /** From 1. */
  get value(): number {
    return Math.floor(this.size);
  }

  /** The number of times it has narrowed; a request remembers the one it was sent in. */
  get round(): number {
    return this.rounds;
  }

  /** A request was answered while `inFlight` were under way. What was not used says nothing about more. */
  widen(inFlight: number): void {
    if (inFlight < this.value) return;
    this.size = Math.min(this.most, this.size + (this.rounds === 0 ? 1 : 1 / this.size));
  }

  /** A request was refused for coming too soon. Those that were sent before the last narrowing tell nothing new. */
  narrow(round: number): void {
    if (round !== this.rounds) return;
    this.rounds++;
    this.size = Math.max(1, this.size / 2);
  }
}
