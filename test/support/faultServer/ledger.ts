/** One POST that the server accepted. */
export interface LedgerEntry {
  /** Whose it is: a trial's case, and whether its judge's. The body names it. */
  readonly key: string;
  /** A hash of the whole body: the same request has the same. */
  readonly body: string;
  /** The name of the fault that it met; null for a plain answer. */
  readonly fault: string | null;
  readonly requestId: string;
  /** What a whole answer to it says. */
  readonly text: string;
  /** Whether its connection is over, on this side. */
  closed: boolean;
}
