import * as vscode from 'vscode';
import type { ScenarioFocus } from '../scenarioFocus.ts';
import { PanelConnection, type PanelDeps } from './panelConnection.ts';
import { panelHtml, panelOptions } from './panelHtml.ts';
import { ShownRun } from './shownRun.ts';

const editorType = 'scenarist.resultsEditor';

export interface ResultsEditorsDeps extends PanelDeps {
  readonly root: vscode.Uri;
  readonly focus: ScenarioFocus;
}

/** The same panel in editors, each about one scenario for good, with a place of its own. The active one has the focus on its scenario. */
export class ResultsEditors implements vscode.Disposable {
  private readonly deps: ResultsEditorsDeps;
  private readonly connections = new Set<PanelConnection>();
  private readonly serializer: vscode.Disposable;

  constructor(deps: ResultsEditorsDeps) {
    this.deps = deps;
    this.serializer = vscode.window.registerWebviewPanelSerializer(editorType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        this.restore(panel, state);
        return Promise.resolve();
      },
    });
  }

  open(scenario: vscode.Uri, run: string | null): void {
    const panel = vscode.window.createWebviewPanel(editorType, titleOf(scenario), vscode.ViewColumn.Active);
    this.fill(panel, scenario).choose(scenario, run);
  }

  dispose(): void {
    this.serializer.dispose();
    for (const connection of this.connections) connection.dispose();
  }

  /** After a reload of the window: the page kept which scenario it was about, and which run. */
  private restore(panel: vscode.WebviewPanel, state: unknown): void {
    const scenario = scenarioIn(state);
    if (scenario === null) {
      panel.dispose();
      return;
    }
    this.fill(panel, scenario).choose(scenario, runIn(state));
  }

  private fill(panel: vscode.WebviewPanel, scenario: vscode.Uri): PanelConnection {
    const { root, focus } = this.deps;
    const connection = new PanelConnection(this.deps, {
      webview: panel.webview,
      scenario: () => scenario,
      shown: new ShownRun(),
      isVisible: () => panel.visible,
      isActive: () => panel.active,
      focus: () => {
        if (panel.visible) panel.reveal();
      },
    });
    this.connections.add(connection);
    const follow = (): void => {
      if (panel.active) focus.set(scenario);
    };
    follow();
    panel.onDidChangeViewState(follow);
    panel.onDidDispose(() => {
      this.connections.delete(connection);
      connection.dispose();
    });
    panel.iconPath = vscode.Uri.joinPath(root, 'media', 'icons', 'scenarist.svg');
    panel.webview.options = panelOptions(root);
    panel.webview.html = panelHtml(panel.webview, root, scenario);
    return connection;
  }
}

function titleOf(scenario: vscode.Uri): string {
  return `Results: ${scenario.path.split('/').at(-1) ?? ''}`;
}

/** What a page kept is not believed: an address that is no scenario of a disk is none. */
function scenarioIn(state: unknown): vscode.Uri | null {
  if (typeof state !== 'object' || state === null || !('scenario' in state)) return null;
  if (typeof state.scenario !== 'string') return null;
  const uri = vscode.Uri.parse(state.scenario);
  return uri.scheme === 'file' && /\.ya?ml$/.test(uri.path) ? uri : null;
}

/** Null: the last one, which is followed as others come. */
function runIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('run' in state && 'isLast' in state)) return null;
  return state.isLast === false && typeof state.run === 'string' ? state.run : null;
}
