import * as vscode from 'vscode';
import { finishSliced } from '../../core/text/steps.ts';
import { compareView } from '../../core/view/compareView.ts';
import type { CompareView } from '../../core/view/comparison.ts';
import type { CompareSide } from '../../core/view/matchedPlaces.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import { chooseComparison, readTarget, type ChosenComparison, type ChosenSide } from './chooseComparison.ts';
import { UserError } from '../guard.ts';
import { letOthersGoFirst } from '../letOthersGoFirst.ts';
import { runTextUri, transcriptUri } from './runDocuments.ts';
import type { Runs } from '../running/runs.ts';
import { runTime } from './runTime.ts';

export interface CompareCommandDeps {
  readonly scenarios: CheckedScenarios;
  /** The scenario of this address, or the one that is meant where none is given. */
  readonly scenarioOf: (uri: string | undefined) => Promise<vscode.TextDocument>;
  /** Its run that is shown; null: the last one. */
  readonly shownRunOf: (scenario: vscode.Uri) => string | null;
}

/** What a run is compared with, as its reader chose: kept for the run that the panel shows. */
export class Comparisons implements vscode.Disposable {
  private readonly runs: Runs;
  private readonly chosen = new Map<string, ChosenComparison>();
  /** Of the comparisons that were shown: the panel names a file by its place among them. */
  private readonly texts = new Map<string, CompareView['texts']>();
  private readonly changed = new vscode.EventEmitter<string>();
  /** The run that another one, or a part of it, is compared with now. */
  readonly onDidChoose = this.changed.event;

  constructor(runs: Runs) {
    this.runs = runs;
  }

  /** `scenarist.compare`, from wherever it was asked for; gives the scenario. */
  async command(target: unknown, { scenarios, scenarioOf, shownRunOf }: CompareCommandDeps): Promise<vscode.Uri> {
    const { uri, run, first, second } = readTarget(target);
    const document = await scenarioOf(uri);
    if (first === null || second === null)
      await this.choose(await scenarios.current(document), run ?? shownRunOf(document.uri));
    else this.take(second.run, { scenario: document.uri, first, second });
    return document.uri;
  }

  /** Asks with what a run is compared; null: the last run of the scenario. */
  async choose(checked: CheckedScenario, run: string | null): Promise<void> {
    const shown = await this.runs.view(checked, run);
    const session = shown === null ? null : await this.runs.session(shown.run.run);
    if (session === null) throw new UserError('This scenario has not been run yet: run it first.');
    this.take(session.manifest.run, await chooseComparison(checked.uri, session));
  }

  /** Compares what was chosen elsewhere; the second side's run is the one that is shown. */
  take(run: string, chosen: ChosenComparison): void {
    this.chosen.set(run, chosen);
    this.texts.delete(run);
    this.changed.fire(run);
  }

  /** Null where nothing was chosen. */
  async view(run: string): Promise<CompareView | null> {
    const chosen = this.chosen.get(run);
    if (chosen === undefined) return null;
    const view = await this.compare(chosen);
    this.texts.set(run, view.texts);
    return view;
  }

  private async compare(chosen: ChosenComparison): Promise<CompareView> {
    const [first, second] = [await this.open(chosen, chosen.first), await this.open(chosen, chosen.second)];
    const { sharedTranscripts } = await import('../../node/sharedTranscripts.ts');
    const shared =
      first.session === second.session ? new Set<string>() : await sharedTranscripts(first.session, second.session);
    return finishSliced(compareView(first.side, second.side, shared), letOthersGoFirst);
  }

  /** Both texts of a file in the diff editor. */
  async openText(run: string, index: number): Promise<void> {
    const { scenario, first, second } = this.requireChosen(run);
    const path = this.texts.get(run)?.[index]?.path;
    if (path === undefined) throw new UserError('This file is no longer compared: open the comparison again.');
    await vscode.commands.executeCommand(
      'vscode.diff',
      runTextUri(scenario, first.run, path),
      runTextUri(scenario, second.run, path),
      `${path}: ${await this.timeOf(scenario, first)} ↔ ${await this.timeOf(scenario, second)}`,
    );
  }

  /** Two transcripts in the diff editor, as plain texts. */
  async openTrials(run: string, trials: { readonly first: string; readonly second: string }): Promise<void> {
    const { scenario, first, second } = this.requireChosen(run);
    await vscode.commands.executeCommand(
      'vscode.diff',
      transcriptUri(scenario, first.run, trials.first),
      transcriptUri(scenario, second.run, trials.second),
      `${await this.trialName(scenario, first, trials.first)} ↔ ${await this.trialName(scenario, second, trials.second)}`,
    );
  }

  private async timeOf(scenario: vscode.Uri, { run }: ChosenSide): Promise<string> {
    const session = await this.runs.earlier(scenario, run);
    return session === null ? run : runTime(session.manifest);
  }

  /** As the panel names it: by what differs, not by its id. */
  private async trialName(scenario: vscode.Uri, { run, model }: ChosenSide, trial: string): Promise<string> {
    const row = (await (await this.runs.earlier(scenario, run))?.transcript(trial))?.row;
    if (row === undefined) return trial.slice(0, 12);
    const levels = Object.values(row.levels).join(' · ');
    const side = model ?? (await this.timeOf(scenario, { run, model, condition: null }));
    return [levels, `trial ${row.repetition}`, side].filter((part) => part !== '').join(' · ');
  }

  dispose(): void {
    this.changed.dispose();
  }

  private requireChosen(run: string): ChosenComparison {
    const chosen = this.chosen.get(run);
    if (chosen === undefined) throw new UserError('Nothing is compared with this run: choose «Compare…» first.');
    return chosen;
  }

  private async open({ scenario }: ChosenComparison, { run, model, condition }: ChosenSide) {
    const session = await this.runs.earlier(scenario, run);
    if (session === null) throw new UserError(`The run ${run} was made by another version of Scenarist.`);
    const side: CompareSide = { state: session.state, model, condition };
    return { session, side };
  }
}
