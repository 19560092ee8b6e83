import type { RunSession } from '../../node/runSession.ts';
import type { Guard } from '../guard.ts';

/** The list learns of what was found a few times a second, not with every megabyte. */
const intervalMs = 150;

interface Search {
  readonly run: string;
  readonly text: string;
  readonly found: Set<string>;
  readonly stop: AbortController;
  readTo: number;
  isReading: boolean;
}

export interface SearchProgress {
  readonly run: string;
  readonly text: string;
  /** Of the journal, from 0 to 1. */
  readonly share: number;
}

/** The search in transcripts that one panel makes: one at a time; another text, or none, ends the one before. */
export class TranscriptSearch {
  private readonly guard: Guard;
  private readonly tell: (progress: SearchProgress) => void;
  private search: Search | null = null;

  constructor(guard: Guard, tell: (progress: SearchProgress) => void) {
    this.guard = guard;
    this.tell = tell;
  }

  /** The trials that were found until now; the rest is looked for from here on. */
  found(session: RunSession, text: string): ReadonlySet<string> {
    const { run } = session.manifest;
    if (this.search?.run !== run || this.search.text !== text) {
      this.stop();
      const begun = { run, text, found: new Set<string>(), stop: new AbortController(), readTo: 0, isReading: false };
      this.search = begun;
      void this.guard('Searching transcripts', () => this.read(session, begun));
    } else if (session.state.end === null && !this.search.isReading) {
      const { search } = this;
      void this.guard('Searching transcripts', () => this.read(session, search));
    }
    return this.search.found;
  }

  stop(): void {
    this.search?.stop.abort();
    this.search = null;
  }

  private async read(session: RunSession, search: Search): Promise<void> {
    const { run, text, found } = search;
    search.isReading = true;
    try {
      const before = search.readTo;
      let toldAt = performance.now();
      for await (const step of session.search(text, { from: search.readTo, signal: search.stop.signal })) {
        for (const trial of step.trials) found.add(trial);
        search.readTo = step.readTo;
        const isDue = performance.now() - toldAt >= intervalMs;
        if (search !== this.search || (!isDue && step.share < 1) || search.readTo === before) continue;
        toldAt = performance.now();
        this.tell({ run, text, share: step.share });
      }
    } finally {
      search.isReading = false;
    }
  }
}
