import type { Delta } from '../../core/provider/provider.ts';

/** What has arrived of the answers under way, so that one that is opened in the middle is shown from its beginning. */
export class PartialAnswers {
  /** By run, then by trial: a trial that is run again keeps its id. */
  private readonly runs = new Map<string, Map<string, Delta[]>>();

  add(run: string, trial: string, { kind, text }: Delta): void {
    const answers = this.runs.get(run) ?? new Map<string, Delta[]>();
    this.runs.set(run, answers);
    const answer = answers.get(trial) ?? [];
    answers.set(trial, answer);
    const last = answer.at(-1);
    if (last?.kind === kind) answer[answer.length - 1] = { kind, text: last.text + text };
    else answer.push({ kind, text });
  }

  /** An attempt that failed begins anew; a trial that ended is read from its journal. */
  forget(run: string, trial: string): void {
    const answers = this.runs.get(run);
    answers?.delete(trial);
    if (answers?.size === 0) this.runs.delete(run);
  }

  of(run: string, trial: string): readonly Delta[] {
    return this.runs.get(run)?.get(trial) ?? [];
  }
}
