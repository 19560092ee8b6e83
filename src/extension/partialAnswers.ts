import type { Delta } from '../core/provider/provider.ts';

/** What has arrived of the answers under way, so that one that is opened in the middle is shown from its beginning. */
export class PartialAnswers {
  private readonly answers = new Map<string, Delta[]>();

  add(trial: string, { kind, text }: Delta): void {
    const answer = this.answers.get(trial) ?? [];
    const last = answer.at(-1);
    if (last?.kind === kind) answer[answer.length - 1] = { kind, text: last.text + text };
    else answer.push({ kind, text });
    this.answers.set(trial, answer);
  }

  /** An attempt that failed begins anew; a trial that ended is read from its journal. */
  forget(trial: string): void {
    this.answers.delete(trial);
  }

  of(trial: string): readonly Delta[] {
    return this.answers.get(trial) ?? [];
  }
}
