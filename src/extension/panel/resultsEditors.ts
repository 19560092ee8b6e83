import * as vscode from 'vscode';
import { PanelConnection, type PanelDeps } from './panelConnection.ts';
import { panelHtml, panelOptions } from './panelHtml.ts';

const editorType = 'scenarist.resultsEditor';

export interface ResultsEditorsDeps extends PanelDeps {
  readonly root: vscode.Uri;
}

/** The same panel in editors, each about one scenario for good, with a place of its own. */
export class ResultsEditors implements vscode.Disposable {
  private readonly deps: ResultsEditorsDeps;
  private readonly connections = new Set<PanelConnection>();
  private readonly serializer: vscode.Disposable;

  constructor(deps: ResultsEditorsDeps) {
    this.deps = deps;
    this.serializer = vscode.window.registerWebviewPanelSerializer(editorType, {
      deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
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

  /** After a reload of the window: the page kept which scenario it was about. */
  private async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const scenario = scenarioIn(state);
    if (scenario === null) panel.dispose();
    else this.fill(panel, scenario);
    return Promise.resolve();
  }

  private fill(panel: vscode.WebviewPanel, scenario: vscode.Uri): PanelConnection {
    const { root } = this.deps;
    const connection = new PanelConnection(this.deps, { webview: panel.webview, scenario: () => scenario });
    this.connections.add(connection);
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
