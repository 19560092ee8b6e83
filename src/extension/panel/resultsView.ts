import * as vscode from 'vscode';
import type { ExampleTarget } from '../commandMap.ts';
import type { ScenarioFocus } from '../scenarioFocus.ts';
import { PanelConnection, type PanelDeps } from './panelConnection.ts';
import { panelHtml, panelOptions } from './panelHtml.ts';
import { ShownRun } from './shownRun.ts';

const resultsViewId = 'scenarist.results';

export interface ResultsViewDeps extends PanelDeps {
  readonly root: vscode.Uri;
  readonly focus: ScenarioFocus;
  /** What outlives a reload of the window. */
  readonly kept: vscode.Memento;
}

/** The side panel: about the scenario in the active editor. */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly deps: ResultsViewDeps;
  private readonly subscriptions: vscode.Disposable;
  private readonly shown: ShownRun;
  private view: vscode.WebviewView | null = null;
  private connection: PanelConnection | null = null;

  constructor(deps: ResultsViewDeps) {
    this.deps = deps;
    this.shown = new ShownRun(deps.kept);
    this.subscriptions = vscode.Disposable.from(
      deps.focus.onDidChange(() => this.connection?.scheduleState()),
      vscode.window.registerWebviewViewProvider(resultsViewId, this),
    );
  }

  /** Has a scenario's results in sight: here, unless another panel shows them. */
  async reveal(scenario: vscode.Uri): Promise<void> {
    if (!this.deps.panels.isInSight(scenario)) await this.show();
  }

  /** The same, with its last run. */
  async showLast(scenario: vscode.Uri): Promise<void> {
    const { panels } = this.deps;
    if (panels.isInSight(scenario)) {
      panels.showLast(scenario);
      return;
    }
    await this.show();
    this.connection?.choose(scenario, null);
  }

  /** Brings the panel into view. Only the very first time, when VS Code has not made it yet, it takes the focus. */
  async show(): Promise<void> {
    if (this.view === null) await this.focus();
    else this.view.show(true);
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${resultsViewId}.focus`);
  }

  /** The trial that is open in it; null where none is. */
  get shownTrial(): ExampleTarget | null {
    return this.connection?.shownTrial ?? null;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { root, focus } = this.deps;
    const connection = new PanelConnection(this.deps, {
      webview: view.webview,
      scenario: () => focus.uri,
      shown: this.shown,
      isVisible: () => view.visible,
      isActive: () => false,
      focus: () => view.show(false),
    });
    this.view = view;
    this.connection = connection;
    view.onDidDispose(() => {
      connection.dispose();
      if (this.view !== view) return;
      this.view = null;
      this.connection = null;
    });
    view.webview.options = panelOptions(root);
    view.webview.html = panelHtml(view.webview, root);
  }

  dispose(): void {
    this.connection?.dispose();
    this.subscriptions.dispose();
  }
}
