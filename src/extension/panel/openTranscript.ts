import type { ToPanel } from '../../protocol/messages.ts';
import type { Runs } from '../running/runs.ts';

export interface TrialOfRun {
  readonly run: string;
  readonly trial: string;
}

/** The transcript that one page has open: sent whole when it is opened and when it changed, and as it grows in between. */
export class OpenTranscript {
  private readonly runs: Runs;
  private readonly post: (message: ToPanel) => void;
  private opened: TrialOfRun | null = null;
  private opening: TrialOfRun | null = null;

  constructor(runs: Runs, post: (message: ToPanel) => void) {
    this.runs = runs;
    this.post = post;
  }

  get trial(): TrialOfRun | null {
    return this.opened;
  }

  isOf(run: string, trial: string): boolean {
    return this.opened?.run === run && this.opened.trial === trial;
  }

  /** Null: none is open from here on. */
  async open(trial: TrialOfRun | null): Promise<void> {
    this.opened = null;
    this.opening = trial;
    if (trial === null) return;
    const isSent = await this.send(trial, () => this.opening === trial);
    if (!isSent) return;
    // In one go: what has arrived until now, and from here on what arrives; nothing twice, nothing left out.
    for (const delta of this.runs.partial(trial.run, trial.trial)) this.post({ type: 'delta', ...trial, delta });
    this.opened = trial;
  }

  async sendAgain(): Promise<void> {
    const { opened } = this;
    if (opened !== null) await this.send(opened, () => this.opened === opened);
  }

  private async send({ run, trial }: TrialOfRun, isWanted: () => boolean): Promise<boolean> {
    const session = await this.runs.session(run);
    const transcript = (await session?.transcript(trial)) ?? null;
    if (transcript === null || !isWanted()) return false;
    this.post({ type: 'transcript', run, transcript });
    return true;
  }
}
