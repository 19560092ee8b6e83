import * as vscode from 'vscode';
import type { Condition } from '../core/trial/trial.ts';
import { promptDocument } from '../core/view/promptDocument.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { UserError } from './guard.ts';

const scheme = 'scenarist-prompt';

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
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
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
    const { scenario: address, condition: id } = readPreviewQuery(uri);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
    const { scenario, conditions } = await this.scenarios.get(document);
    if (scenario === null) return 'The scenario has errors: mend them, and the prompt appears here.\n';
    const condition = conditions.find((candidate) => candidate.id === id);
    return condition === undefined ? 'The scenario no longer has this condition.\n' : promptDocument(condition).text;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async runnable(document: vscode.TextDocument): Promise<CheckedScenario> {
    const checked = await this.scenarios.get(document);
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
      if (uri.scheme === scheme && readPreviewQuery(uri).scenario === scenario.toString()) this.changed.fire(uri);
    }
  }
}

function conditionWords({ levels }: Pick<Condition, 'levels'>): string {
  return Object.values(levels).join(' · ') || 'the only condition';
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
    ...(condition.same.length === 0 ? {} : { description: `and ${condition.same.length} that send the same` }),
    condition,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.condition;
}

function previewUri({ uri, scenario }: CheckedScenario, condition: Condition): vscode.Uri {
  const name = `${scenario?.id ?? 'scenario'} (${conditionWords(condition)}).prompt.txt`.replaceAll('/', '-');
  return vscode.Uri.from({
    scheme,
    path: `/${name}`,
    query: JSON.stringify({ scenario: uri.toString(), condition: condition.id }),
  });
}

function readPreviewQuery(uri: vscode.Uri): { readonly scenario: string; readonly condition: string } {
  try {
    const value: unknown = JSON.parse(uri.query);
    if (typeof value === 'object' && value !== null && 'scenario' in value && 'condition' in value) {
      const { scenario, condition } = value;
      if (typeof scenario === 'string' && typeof condition === 'string') return { scenario, condition };
    }
  } catch {
    // An address that somebody typed: told below.
  }
  throw new UserError('This preview has no scenario: open it with «Scenarist: Preview Prompts».');
}
