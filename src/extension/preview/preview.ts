import * as vscode from 'vscode';
import { nearestBaseline } from '../../core/trial/conditions.ts';
import type { Condition, RenderedText } from '../../core/trial/trial.ts';
import { estimateTokens, promptDocument } from '../../core/view/promptDocument.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import { UserError } from '../guard.ts';
import { conditionWords, previewScheme, previewUri, readPreviewUri, tokenWords } from './previewAddress.ts';

/** What a preview shows, of the scenario as it is now. */
export interface ShownPrompt {
  readonly checked: CheckedScenario;
  readonly condition: Condition;
  /** What the condition is compared with: the one nearest the baseline, perhaps itself. */
  readonly baseline: Condition;
  readonly prompt: RenderedText;
}

/** The exact text that a condition sends, as read-only documents that follow the edit. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly scenarios: CheckedScenarios;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(scenarios: CheckedScenarios) {
    this.scenarios = scenarios;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(previewScheme, this),
      scenarios.onDidCheck(({ uri }) => this.refresh(uri)),
    );
  }

  /** Opens one condition beside the scenario; asks which where there are several and none is named. */
  async open(document: vscode.TextDocument, conditionId: string | undefined): Promise<void> {
    const checked = await this.runnable(document);
    const named = checked.conditions.find(({ id }) => id === conditionId);
    const condition = named ?? (await pickCondition(checked.conditions, 'Preview the prompt of which condition?'));
    await vscode.window.showTextDocument(previewUri(checked, condition), {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: false,
    });
  }

  /** Two conditions in the diff editor; the left one is asked for first and is most often the baseline. */
  async compare(document: vscode.TextDocument): Promise<void> {
    const checked = await this.runnable(document);
    if (checked.conditions.length < 2)
      throw new UserError('There is only one condition: a factor with two levels makes another to compare with.');
    const left = await pickCondition(checked.conditions, 'Compare which condition?');
    const right = await pickCondition(
      checked.conditions.filter((condition) => condition !== left),
      `${conditionWords(left)}: compare with which?`,
    );
    await vscode.commands.executeCommand(
      'vscode.diff',
      previewUri(checked, left),
      previewUri(checked, right),
      `${conditionWords(left)} ↔ ${conditionWords(right)}`,
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const shown = await this.shown(uri);
    return typeof shown === 'string' ? `${shown}\n` : shown.prompt.text;
  }

  /** What the preview at an address shows; a sentence where it can show nothing. */
  async shown(uri: vscode.Uri): Promise<ShownPrompt | string> {
    const { scenario: address, condition: id } = readPreviewUri(uri);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
    const checked = await this.scenarios.get(document);
    const { scenario, conditions } = checked;
    if (scenario === null) return 'The scenario has errors: mend them, and the prompt appears here.';
    const condition = conditions.find((candidate) => candidate.id === id);
    if (condition === undefined) return 'The scenario no longer has this condition.';
    const baseline = nearestBaseline(conditions, scenario.factors) ?? condition;
    return { checked, condition, baseline, prompt: promptDocument(condition) };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async runnable(document: vscode.TextDocument): Promise<CheckedScenario> {
    const checked = await this.scenarios.current(document);
    if (checked.scenario === null) {
      throw new UserError('The scenario has errors, so no prompt can be shown: mend them first.', {
        title: 'Show Problems',
        command: 'workbench.actions.view.problems',
      });
    }
    return checked;
  }

  private refresh(scenario: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === previewScheme && readPreviewUri(uri).scenario === scenario.toString()) this.changed.fire(uri);
    }
  }
}

/** Asks for one of the conditions; throws `CancellationError` when none is chosen. */
async function pickCondition(conditions: readonly Condition[], title: string): Promise<Condition> {
  const [only] = conditions;
  if (only !== undefined && conditions.length === 1) return only;
  const items = conditions.map((condition) => ({
    label: conditionWords(condition),
    detail: Object.entries(condition.levels)
      .map(([factor, level]) => `${factor}: ${level}`)
      .join(', '),
    description: [
      tokenWords(estimateTokens(condition.prompt)),
      ...(condition.same.length === 0 ? [] : [`and ${condition.same.length} that send the same`]),
    ].join(' · '),
    condition,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.condition;
}
