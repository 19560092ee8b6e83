import type { Delta } from '../../core/provider/provider.ts';
import type { RunSession } from '../../node/runSession.ts';
import type { ApprovalDesk } from '../../core/run/approval/approvalDesk.ts';

export interface OngoingRun {
  readonly session: RunSession;
  /** What it shares with others, in US dollars; null: it has its own alone. */
  readonly shared: { readonly usd: number } | null;
}

export interface UnderWay {
  readonly stop: AbortController;
  /** Null while it is being started. */
  run: BegunRun | null;
}

export interface BegunRun extends OngoingRun {
  readonly key: string;
  /** Where its questions wait. */
  readonly desk: ApprovalDesk;
}

/** Of one trial, or null for the run as a whole. Copies of a scenario share the ids of their trials. */
export interface RunChange {
  readonly run: string;
  readonly trial: string | null;
}

export interface TrialDelta {
  readonly run: string;
  readonly trial: string;
  readonly delta: Delta;
}
