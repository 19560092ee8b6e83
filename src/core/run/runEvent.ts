import type { Delta } from '../provider/provider.ts';
import type { JournalEvent, JournalPosition } from './journal/journal.ts';

/** What a run tells while it is under way. */
export type RunEvent =
  /** It is on disk: only now may it be shown, and applied to a `RunState`. */
  | { readonly type: 'journaled'; readonly event: JournalEvent; readonly position: JournalPosition }
  /** Characters of a response that is under way. What a slow reader has not taken yet is joined, or left out. */
  | { readonly type: 'delta'; readonly trial: string; readonly delta: Delta };
