import * as vscode from 'vscode';
import { assertNever } from '../core/text/assertNever.ts';
import type { FromPanel, PanelState, ToPanel } from '../protocol/messages.ts';
import { readFromPanel } from '../protocol/readFromPanel.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { executeScenarist } from './commands.ts';
import { UserError, type Guard } from './guard.ts';
import type { Keys } from './keys.ts';
import { panelHtml } from './panelHtml.ts';
import type { ScenarioFocus } from './scenarioFocus.ts';
import { locationOf } from './places.ts';
import type { Runs } from './runs.ts';

const resultsViewId = 'scenarist.results';

/** A run of 50 trials a second must not make 50 repaints a second. */
const stateIntervalMs = 120;

export interface ResultsViewDeps {
  readonly root: vscode.Uri;
  readonly scenarios: CheckedScenarios;
  readonly focus: ScenarioFocus;
  readonly runs: Runs;
  readonly keys: Keys;
  readonly guard: Guard;
}

interface OpenTrial {
  readonly run: string;
  readonly trial: string;
}

/** The side panel: answers its messages and tells it what changed. It holds no state that a reload could lose. */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly deps: ResultsViewDeps;
  private readonly subscriptions: vscode.Disposable;
  private view: vscode.WebviewView | null = null;
  private openTrial: OpenTrial | null = null;
  private opening: OpenTrial | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(deps: ResultsViewDeps) {
    this.deps = deps;
    const { scenarios, focus, runs, keys } = deps;
    const changed = (): void => this.scheduleState();
    this.subscriptions = vscode.Disposable.from(
      focus.onDidChange(changed),
      scenarios.onDidCheck(changed),
      keys.onDidChange(changed),
      runs.onDidStartOrEnd(changed),
      runs.onDidChange(({ run, trial }) => {
        this.scheduleState();
        if (trial !== null && this.isOpen(run, trial))
          void deps.guard('Showing a transcript', () => this.sendTranscript());
      }),
      runs.onDidReceive(({ run, trial, delta }) => {
        if (this.isOpen(run, trial)) this.post({ type: 'delta', run, trial, delta });
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.window.registerWebviewViewProvider(resultsViewId, this),
    );
  }

  /** Brings the panel into view. Only the very first time, when VS Code has not made it yet, it takes the focus. */
  async show(): Promise<void> {
    if (this.view === null) await this.focus();
    else this.view.show(true);
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${resultsViewId}.focus`);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const root = vscode.Uri.joinPath(this.deps.root, 'dist', 'panel');
    this.view = view;
    view.webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [root] };
    view.webview.onDidReceiveMessage((value: unknown) => this.deps.guard('The panel', () => this.receive(value)));
    view.onDidDispose(() => {
      if (this.view !== view) return;
      this.view = null;
      this.openTrial = null;
    });
    view.webview.html = panelHtml(view.webview, root);
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private async receive(value: unknown): Promise<void> {
    const message = readFromPanel(value);
    if (message === null) throw new Error('the panel sent a message of an unknown form');
    await this.handle(message);
  }

  private async handle(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.sendState();
      case 'openScenario':
        await vscode.commands.executeCommand('workbench.action.quickOpen', '.scenario.y');
        return;
      case 'run':
        return executeScenarist('scenarist.run');
      case 'resume':
        return executeScenarist('scenarist.resume');
      case 'stop':
        return executeScenarist('scenarist.stop');
      case 'getTrials': {
        const page = await this.deps.runs.trials(message.run, message.filter, message.offset, message.limit);
        if (page !== null) this.post({ type: 'trials', request: message.request, run: message.run, page });
        return;
      }
      case 'openTrial':
        return this.open(message.run, message.trial);
      case 'previewPrompt':
        return executeScenarist('scenarist.previewPrompts', {
          uri: this.requireFocus().toString(),
          condition: message.condition,
        });
      case 'revealRule':
        return this.revealRule(message.pointer);
      case 'setKey':
        return executeScenarist('scenarist.setApiKey', message.profile);
      case 'manageTrust':
        await vscode.commands.executeCommand('workbench.trust.manage');
        return;
      case 'showProblems':
        await vscode.commands.executeCommand('workbench.actions.view.problems');
        return;
      default:
        return assertNever(message);
    }
  }

  private requireFocus(): vscode.Uri {
    const { uri } = this.deps.focus;
    if (uri === null) throw new UserError('No scenario is open: open a *.scenario.yaml file first.');
    return uri;
  }

  private async revealRule(pointer: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.requireFocus());
    const checked = await this.deps.scenarios.get(document);
    const { uri, range } = locationOf(checked, checked.document.valueRange(pointer));
    await vscode.window.showTextDocument(uri, { selection: range });
  }

  private async open(run: string, trial: string | null): Promise<void> {
    this.openTrial = null;
    const opening = trial === null ? null : { run, trial };
    this.opening = opening;
    if (opening === null) return;
    const transcript = await this.deps.runs.transcript(opening.run, opening.trial);
    if (transcript === null || this.opening !== opening) return;
    // In one go: what has arrived until now, and from here on what arrives; nothing twice, nothing left out.
    this.post({ type: 'transcript', run, transcript });
    for (const delta of this.deps.runs.partial(run, opening.trial))
      this.post({ type: 'delta', run, trial: opening.trial, delta });
    this.openTrial = opening;
  }

  private isOpen(run: string, trial: string): boolean {
    return this.openTrial?.run === run && this.openTrial.trial === trial;
  }

  private async sendTranscript(): Promise<void> {
    const open = this.openTrial;
    if (open === null) return;
    const transcript = await this.deps.runs.transcript(open.run, open.trial);
    if (transcript !== null && open === this.openTrial) this.post({ type: 'transcript', run: open.run, transcript });
  }

  private scheduleState(): void {
    if (this.view === null) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.deps.guard('Showing the run', () => this.sendState());
    }, stateIntervalMs);
  }

  private async sendState(): Promise<void> {
    this.post({ type: 'state', state: await this.state() });
  }

  private async state(): Promise<PanelState> {
    const { focus, scenarios } = this.deps;
    if (focus.uri === null) return { kind: 'none' };
    const document = await openIfThere(focus.uri);
    return document === null ? { kind: 'none' } : this.stateOf(await scenarios.get(document));
  }

  private async stateOf(checked: CheckedScenario): Promise<PanelState> {
    const { runs, keys } = this.deps;
    const title = checked.scenario?.title ?? vscode.workspace.asRelativePath(checked.uri);
    const view = vscode.workspace.isTrusted ? await runs.view(checked) : null;
    const profiles = new Set((checked.scenario?.run.models ?? []).map(({ profile }) => profile));
    const missingKeys = [...(await keys.missing(profiles))];
    if (view !== null) return { kind: 'run', view: view.run, readOnly: view.readOnly, missingKeys };
    if (!vscode.workspace.isTrusted) return { kind: 'restricted', scenario: title };
    if (checked.scenario === null)
      return {
        kind: 'invalid',
        scenario: title,
        errors: checked.problems.filter(({ severity }) => severity === 'error').length,
      };
    const { samples, models } = checked.scenario.run;
    return {
      kind: 'neverRun',
      scenario: title,
      trials: checked.conditions.length * samples * models.length,
      missingKeys,
    };
  }

  private post(message: ToPanel): void {
    // Resolves to false when the view is hidden; it asks again with `ready` when it comes back.
    void this.view?.webview.postMessage(message);
  }
}

/** Null for a file that is gone: a scenario may be deleted outside of the editor while the panel is about it. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    const gone = await vscode.workspace.fs.stat(uri).then(
      () => false,
      () => true,
    );
    if (gone) return null;
    throw error;
  }
}
