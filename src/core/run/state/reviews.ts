import type { Review } from '../../verdict/review.ts';
import type { JournalPosition, ReviewEvent } from '../journal/journal.ts';

interface Entry {
  /** The last one of each classifier. */
  readonly last: Map<string, Review>;
  readonly at: JournalPosition[];
}

/** What people said of the trials of a run: few, since each took somebody's time. */
export class Reviews {
  private readonly entries = new Map<string, Entry>();
  /** Where the last one that was applied stands, so that none is taken twice. */
  private upTo = -1;

  apply({ trial, review }: ReviewEvent, position: JournalPosition): void {
    if (position.offset <= this.upTo) return;
    this.upTo = position.offset;
    const entry = this.entries.get(trial) ?? { last: new Map<string, Review>(), at: [] };
    entry.last.set(review.classifier, review);
    entry.at.push(position);
    this.entries.set(trial, entry);
  }

  /** The trials that somebody said something of. */
  trials(): Iterable<string> {
    return this.entries.keys();
  }

  /** The one that counts; null where nobody has said anything. */
  of(trial: string, classifier: string): Review | null {
    return this.entries.get(trial)?.last.get(classifier) ?? null;
  }

  /** Where all of a trial stand in the journal, in the order in which they were given. */
  positions(trial: string): readonly JournalPosition[] {
    return this.entries.get(trial)?.at ?? [];
  }
}
