import type * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import { askedModels } from '../../core/run/askedModels.ts';
import type { SharedMeans } from '../../core/run/executeRun.ts';
import { filesOf } from '../../core/scenario/files/keptFiles.ts';
import type { Log, Signal } from '../../core/text/ports.ts';
import type { RunResume } from '../../node/resumeRun.ts';
import type { RunSession } from '../../node/runSession.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import type { EditorProviders } from '../models/editorProviders.ts';
import { UserError } from '../guard.ts';
import { requireReady } from './requireReady.ts';
import { placeOf } from './runPlace.ts';
import { concurrency, requirePrices } from './runTerms.ts';

/** What goes on from an earlier run needs. */
export interface LaterMeans {
  readonly root: string;
  readonly path: string;
  readonly providers: EditorProviders;
  readonly prices: Prices;
  readonly concurrency: number;
  readonly shared: SharedMeans;
  readonly approver: RunResume['approver'];
  readonly signal: Signal;
  readonly log: Log;
}

export function laterMeans(
  uri: vscode.Uri,
  { providers, prices, log }: { readonly providers: EditorProviders; readonly prices: () => Prices; readonly log: Log },
  own: Pick<LaterMeans, 'signal' | 'shared' | 'approver'>,
): LaterMeans {
  return { ...placeOf(uri), ...own, providers, prices: prices(), log, concurrency: concurrency() };
}

/** Rejects where a profile cannot be used. */
export type RequireProfiles = (profiles: ReadonlySet<string>) => Promise<void>;

/** Goes on with a run where it was left. */
export async function resumeLast(
  last: RunSession,
  { providers, path, root, budgetUsd, ...means }: LaterMeans & { readonly budgetUsd: number | null },
  require: RequireProfiles,
): Promise<RunSession> {
  const [{ resumeRun, ResumeRefused }, { UnreadableRun }] = await Promise.all([
    import('../../node/resumeRun.ts'),
    import('../../node/runStore.ts'),
  ]);
  try {
    return await resumeRun({
      ...{ ...means, root, run: last.manifest.run },
      ...(budgetUsd !== null && { budgetUsd }),
      providers: (readScripted) => providers(path, root, readScripted),
      requireReady: ({ scenario, plan }) => require(profilesOf(scenario, plan.models)),
    });
  } catch (error) {
    const isTold = error instanceof ResumeRefused || error instanceof UnreadableRun;
    throw isTold ? new UserError(`${error.message}.`) : error;
  }
}

/** How transcripts are graded anew. */
export interface GradeChoice {
  /** Null: the last run. */
  readonly run: string | null;
  /** By the classifiers of the file as it is now; else by those that the run had. */
  readonly byFile: boolean;
  /** Null: as the classifiers say. */
  readonly judge: string | null;
  readonly fresh: boolean;
}

/** Grades the transcripts of a run anew, as a run of its own. */
export async function gradeAgain(
  checked: CheckedScenario,
  choice: GradeChoice & { readonly run: string },
  { providers, path, root, ...means }: LaterMeans,
  require: RequireProfiles,
): Promise<RunSession> {
  const { gradeRun, GradeRefused } = await import('../../node/gradeRun.ts');
  const { scenario, conditions, own, document } = checked;
  if (choice.byFile && scenario === null)
    throw new UserError('The scenario has errors, so it cannot grade: mend them first.');
  const budgetUsd = scenario?.run.budgetUsd ?? null;
  try {
    return await gradeRun({
      ...{ ...means, root, run: choice.run, judge: choice.judge, classifiers: null, fresh: choice.fresh, budgetUsd },
      given:
        choice.byFile && scenario !== null
          ? { path, text: own.text, files: filesOf(document), scenario, conditions }
          : null,
      providers: () => providers(path, root),
      async requireReady(graded, ready) {
        await require(profilesOf(graded, []));
        await requireReady([], graded, ready);
        if (budgetUsd !== null) requirePrices(askedModels([], graded), means.prices);
      },
    });
  } catch (error) {
    throw error instanceof GradeRefused ? new UserError(`${error.message}.`) : error;
  }
}

function profilesOf(
  { classifiers }: Pick<NonNullable<CheckedScenario['scenario']>, 'classifiers'>,
  models: readonly { readonly profile: string }[],
): ReadonlySet<string> {
  const judges = classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model.profile]));
  return new Set([...models.map(({ profile }) => profile), ...judges]);
}
