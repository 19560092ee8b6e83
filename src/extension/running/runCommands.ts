import * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import type { ModelUse, Scenario } from '../../core/scenario/scenario.ts';
import { findModel, importedProfile } from '../../core/scenario/runSettings.ts';
import type { LevelChoice } from '../../language/lenses.ts';
import { serviceProfiles } from '../../providers/services.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import type { RunTarget } from '../commandMap.ts';
import { executeScenarist, readRunTarget, readSelection } from '../commands.ts';
import { pickGrading, readGrading } from './gradeChoice.ts';
import { UserError } from '../guard.ts';
import type { Keys } from '../models/keys.ts';
import { unknownProfiles } from '../models/profiles.ts';
import type { RecentModels } from './recentModels.ts';
import { askLargerBudget } from './askBudget.ts';
import { runAll } from './runAll.ts';
import { placeOf } from './runPlace.ts';
import type { Runs } from './runs.ts';
import type { RunStart } from './runStart.ts';
import { isScenario } from '../checking/scenarioDocuments.ts';
import type { ScenarioFocus } from '../scenarioFocus.ts';
import { requireTrust } from '../trust.ts';

export interface RunCommandsDeps {
  readonly scenarios: CheckedScenarios;
  readonly focus: ScenarioFocus;
  readonly runs: Runs;
  readonly keys: Keys;
  readonly recent: RecentModels;
  readonly prices: () => Prices;
  /** Brings the panel into view. */
  readonly showResults: () => Promise<void>;
  /** Brings the last run of a scenario into view; the focus stays in the editor where that is possible. */
  readonly showLast: (scenario: vscode.Uri) => Promise<void>;
  /** The run of a scenario that is shown; null: the last one. */
  readonly shownRunOf: (scenario: vscode.Uri) => string | null;
}

/** «Run», from wherever it was asked for: lens, palette, editor title or panel. */
export class RunCommands {
  private readonly deps: RunCommandsDeps;

  constructor(deps: RunCommandsDeps) {
    this.deps = deps;
  }

  async run(argument?: unknown): Promise<void> {
    requireTrust('Running');
    const target = readRunTarget(argument);
    const checked = await this.runnable(target?.uri);
    await this.start(checked, { ...(target ?? everything), fresh: false });
  }

  /** Buys every response anew, also those that earlier runs have. */
  async runFresh(argument?: unknown): Promise<void> {
    requireTrust('Running');
    const target = readRunTarget(argument);
    await this.start(await this.runnable(target?.uri), { ...(target ?? everything), fresh: true });
  }

  /** Sends the trials as batches, which cost less and take longer. */
  async runBatch(argument?: unknown): Promise<void> {
    requireTrust('Running');
    const target = readRunTarget(argument);
    await this.start(await this.runnable(target?.uri), { ...(target ?? everything), fresh: false, batch: true });
  }

  /** Goes on with the last run, as it was planned; the file may have errors by now. */
  async resume(uri?: unknown): Promise<void> {
    requireTrust('Running');
    const document = await this.scenarioOf(typeof uri === 'string' ? uri : undefined);
    await this.deps.showLast(document.uri);
    const checked = await this.deps.scenarios.current(document);
    const last = (await this.deps.runs.view(checked))?.run;
    const budgetUsd = last?.status === 'out-of-budget' ? await askLargerBudget(last.cost) : null;
    await this.deps.runs.resume(checked, (profiles) => this.requireReady(profiles), budgetUsd);
  }

  /** Grades the transcripts of a run anew: asks how where it is not told, and sends no trial. */
  async gradeAgain(uri?: unknown, run?: unknown, given?: unknown): Promise<void> {
    requireTrust('Grading');
    const document = await this.scenarioOf(typeof uri === 'string' ? uri : undefined);
    const checked = await this.deps.scenarios.current(document);
    const graded = typeof run === 'string' ? run : this.deps.shownRunOf(document.uri);
    const choice = { ...(readGrading(given) ?? (await pickGrading())), run: graded };
    await this.deps.showLast(document.uri);
    await this.deps.runs.grade(checked, choice, (profiles) => this.requireReady(profiles));
  }

  /** Runs every scenario of the workspace, or of what is selected in the explorer. */
  async runAll(clicked: unknown, selected: unknown): Promise<void> {
    requireTrust('Running');
    await runAll(readSelection(clicked, selected), {
      ...this.deps,
      requireReady: (profiles) => this.requireReady(profiles),
    });
  }

  private async requireReady(profiles: ReadonlySet<string>): Promise<void> {
    requireKnown(profiles);
    const missing = [...(await this.deps.keys.missing(profiles))];
    if (missing.length === 0) return;
    throw new UserError(`${missing.join(' and ')} needs an API key, and none is set.`, {
      title: `Set Key for ${missing[0] ?? ''}`,
      command: 'scenarist.setApiKey',
      arguments: missing.slice(0, 1),
    });
  }

  async runModel(): Promise<void> {
    requireTrust('Running');
    const checked = await this.runnable(undefined);
    const model = await pickModel(checked.scenario);
    await this.start(checked, { models: [model], where: [], fresh: false });
  }

  async runLevel(): Promise<void> {
    requireTrust('Running');
    const checked = await this.runnable(undefined);
    await this.start(checked, { models: null, where: [await pickLevel(checked.scenario)], fresh: false });
  }

  async stop(uri?: unknown): Promise<void> {
    const document = await this.scenarioOf(typeof uri === 'string' ? uri : undefined);
    this.deps.runs.stop(document.uri);
  }

  /** The document that a command is about: named, in the active editor, or the one that the panel shows. */
  async scenarioOf(uri: string | undefined): Promise<vscode.TextDocument> {
    const chosen = uri === undefined ? this.meant() : vscode.Uri.parse(uri, true);
    if (chosen === null) throw new UserError('No scenario is open: open a *.scenario.yaml file first.');
    return vscode.workspace.openTextDocument(chosen);
  }

  /** The same where nothing is named; null where no scenario is open. */
  async scenarioIfOpen(): Promise<vscode.TextDocument | null> {
    const meant = this.meant();
    return meant === null ? null : vscode.workspace.openTextDocument(meant);
  }

  /** In a file that others name, one of those: the one that the panel shows, where it is among them. */
  private meant(): vscode.Uri | null {
    const { focus, scenarios } = this.deps;
    const active = vscode.window.activeTextEditor?.document;
    if (active === undefined) return focus.uri;
    if (isScenario(active)) return active.uri;
    const naming = scenarios.naming(active.uri);
    const [first] = naming;
    return first === undefined || naming.includes(focus.uri?.toString() ?? '')
      ? focus.uri
      : vscode.Uri.parse(first, true);
  }

  private async runnable(uri: string | undefined): Promise<Runnable> {
    const checked = await this.deps.scenarios.current(await this.scenarioOf(uri));
    const { scenario } = checked;
    if (scenario === null) {
      throw new UserError('The scenario has errors, so it is not run: mend them first.', {
        title: 'Show Problems',
        command: 'workbench.actions.view.problems',
      });
    }
    // Where nothing can be run, no key is asked for.
    placeOf(checked.uri);
    return { ...checked, scenario };
  }

  private async start(
    checked: Runnable,
    target: Omit<RunStart, 'checked' | 'models'> & Pick<RunTarget, 'models'>,
  ): Promise<void> {
    const models =
      target.models === null
        ? checked.scenario.run.models
        : target.models.map((reference) => modelUse(checked.scenario, reference));
    // Where all is replayed, verdicts that stand are kept, so that a judge without a key is no hindrance.
    const classifiers = models.every(({ profile }) => profile === 'replay') ? [] : checked.scenario.classifiers;
    const judges = classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model.profile]));
    const profiles = new Set([...models.map(({ profile }) => profile), ...judges]);
    requireKnown(profiles);
    const missing = await this.deps.keys.missing(profiles);
    if (missing.size > 0) return this.offerKey([...missing], checked);
    // First the view, then the run: an editor that loses its focus drops the refresh of its lenses that a run asks for.
    await this.deps.showLast(checked.uri);
    const { where, fresh, batch = false } = target;
    await this.deps.runs.start({ checked, models, where, fresh, batch });
    await this.deps.recent.add(models.map(({ reference }) => reference));
  }

  private async offerKey(profiles: readonly string[], { uri }: CheckedScenario): Promise<void> {
    const names = profiles.join(' and ');
    const setKey = `Set Key for ${profiles[0] ?? ''}`;
    const scripted = 'Run on scripted/demo';
    const chosen = await vscode.window.showWarningMessage(
      `${names} needs an API key, and none is set.`,
      setKey,
      scripted,
    );
    if (chosen === setKey) await executeScenarist('scenarist.setApiKey', profiles[0]);
    if (chosen === scripted)
      await executeScenarist('scenarist.run', { uri: uri.toString(), models: ['scripted/demo'], where: [] });
  }
}

const everything = { models: null, where: [] } as const;

type Runnable = CheckedScenario & { readonly scenario: Scenario };

function requireKnown(profiles: ReadonlySet<string>): void {
  const [unknown] = unknownProfiles(profiles);
  if (unknown === undefined) return;
  if (unknown === importedProfile)
    throw new UserError(
      'Nothing is sent for transcripts that were made elsewhere: grade their run, or run the scenario on another model.',
    );
  throw new UserError(
    `There is no provider «${unknown}»: give it an address in the setting scenarist.profiles, or use a model of ${serviceProfiles.join(', ')} or scripted.`,
    { title: 'Open Settings', command: 'workbench.action.openSettings', arguments: ['scenarist.profiles'] },
  );
}

function modelUse(scenario: Scenario, reference: string): ModelUse {
  const model = findModel(scenario, reference);
  if (model !== null) return model;
  throw new UserError(`«${reference}» is not a model: write profile/name, as in anthropic/claude-opus-5-5.`);
}

async function pickModel({ run }: Scenario): Promise<string> {
  const other = 'Another model…';
  const chosen = await vscode.window.showQuickPick(
    [...new Set([...run.models.map(({ reference }) => reference), 'scripted/demo', other])],
    { title: 'Run on which model?' },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen !== other) return chosen;
  const typed = await vscode.window.showInputBox({
    title: 'Run on which model?',
    prompt: 'profile/name',
    placeHolder: 'anthropic/claude-opus-5-5',
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return typed.trim();
}

async function pickLevel({ factors }: Scenario): Promise<LevelChoice> {
  if (factors.length === 0) throw new UserError('The scenario has no factors: «Run Scenario» runs its one condition.');
  const items = factors.flatMap((factor) =>
    factor.levels.map((level) => ({
      label: level.name,
      description: factor.title,
      choice: { factor: factor.name, level: level.name },
    })),
  );
  const chosen = await vscode.window.showQuickPick(items, { title: 'Run only which level?', matchOnDescription: true });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.choice;
}
