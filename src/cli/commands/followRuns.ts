import { toUsd } from '../../core/provider/cost.ts';
import { batchSentences } from '../../core/view/batchWords.ts';
import { runTotals } from '../../core/view/runTotals.ts';
import { runView } from '../../core/view/runView.ts';
import type { RunSums, RunView } from '../../core/view/views.ts';
import type { RunSession } from '../../node/runSession.ts';
import { exitCode, worstExitCode } from '../exitCode.ts';
import { judgeErrors, type JudgeErrorCount } from '../text/judgeErrors.ts';
import type { Output } from '../output.ts';
import { createProgress, type Progress } from '../progress.ts';
import { runJson, sumsJson } from '../text/runJson.ts';
import { runText, totalsText } from '../text/runText.ts';

/** What came of one run. */
export interface EndedRun {
  readonly session: RunSession;
  readonly view: RunView;
  readonly judgeErrors: readonly JudgeErrorCount[];
}

export interface Following {
  readonly begin: (signal: AbortSignal) => Promise<readonly RunSession[]>;
  /** Prints what came of them. */
  readonly tell: (ended: readonly EndedRun[]) => void;
  readonly output: Output;
  /** Asked when the runs have begun. False where questions are on the terminal, in which a bar would stand. */
  readonly showsProgress: () => boolean;
}

/** Begins runs and follows all of them to their end, or until Ctrl-C. Resolves to the exit code. */
export async function followRuns({ begin, tell, output, showsProgress }: Following): Promise<number> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const sessions = await begin(stop.signal);
    const left = sessions.map(({ manifest, state }) => manifest.planned - state.progress.completed);
    const progress = createProgress(
      left.reduce((sum, each) => sum + each, 0),
      output.interactive && showsProgress(),
    );
    const errors = await Promise.all(sessions.map((session) => follow(session, progress, output)));
    progress.end();
    const ended = sessions.map((session, index) => ({
      session,
      judgeErrors: errors[index] ?? [],
      view: runView(session.state, { stale: false, stopping: false }),
    }));
    tell(ended);
    return worstExitCode(ended.map(({ view }) => runExitCode(view)));
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Resolves to why judges gave no verdict, which is read before the journal is closed. */
async function follow(session: RunSession, progress: Progress, output: Output): Promise<readonly JudgeErrorCount[]> {
  try {
    for await (const event of session.events()) {
      if (event.type === 'journaled' && event.event.type === 'outcome') progress.advance();
    }
  } catch (error) {
    // The run is «failed» now, and what came of the trials before is still shown.
    output.note(`the run ended early: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return await judgeErrors(session);
  } catch (error) {
    output.note(`why judges gave no verdict cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  } finally {
    await session.close();
  }
}

export function tellOne(ended: readonly EndedRun[], output: Output): void {
  for (const each of ended) {
    const { session, view } = each;
    output.json(runJson(session, view));
    output.text(runText(each, output));
    for (const sentence of batchSentences(session.state)) output.note(sentence);
  }
}

export interface SeveralRuns {
  readonly ended: readonly EndedRun[];
  /** As the command line named them, in the order of the runs. */
  readonly paths: readonly string[];
  /** Of all together: in US dollars, and the least in picodollars that would have let them go on. */
  readonly budget: { readonly usd: number | null; readonly needed: bigint | null };
}

/** Each run, then the sums. */
export function tellSeveral({ ended, paths, budget }: SeveralRuns, output: Output): void {
  const sums = runTotals(ended.map(({ view }) => view));
  const needed = budget.needed === null ? null : toUsd(budget.needed);
  const totals: RunSums = { ...sums, cost: { ...sums.cost, budget: budget.usd, needed } };
  const named = ended.map((each, index) => ({ ...each, path: paths[index] ?? '' }));
  output.json({
    runs: named.map(({ path, session, view }) => ({ path, ...runJson(session, view) })),
    ...sumsJson(totals),
  });
  for (const each of named) {
    const { path, session } = each;
    output.text(`${output.colors.dim(path)}\n${runText(each, output)}\n`);
    for (const sentence of batchSentences(session.state)) output.note(`${path}: ${sentence}`);
  }
  output.text(
    totalsText(
      totals,
      ended.map(({ view }) => view),
    ),
  );
}

/** Where several hold: stopped, then failed trials, then expectations. */
function runExitCode({ status, progress, expectations }: RunView): number {
  if (status === 'stopped' || status === 'out-of-budget') return exitCode.stopped;
  if (status === 'failed' || progress.failed > 0) return exitCode.trialsFailed;
  return expectations.every(({ outcome }) => outcome === 'passed') ? exitCode.fine : exitCode.problems;
}
