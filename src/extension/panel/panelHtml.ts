import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelPage } from './panelPage.ts';

/** A page may read its own folder alone, and no link in it runs a command. `root` is the extension's folder, here and below. */
export function panelOptions(root: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableCommandUris: false, localResourceRoots: [pageRoot(root)] };
}

function pageRoot(root: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(root, 'dist', 'panel');
}

/** The panel's page in a webview. Of a page in an editor, `scenario` is what it is about; it keeps it over a reload of the window. */
export function panelHtml(webview: vscode.Webview, root: vscode.Uri, scenario: vscode.Uri | null = null): string {
  return panelPage({
    nonce: randomBytes(24).toString('base64'),
    source: webview.cspSource,
    address: (name) => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(root), name)).toString(),
    scenario: scenario?.toString() ?? null,
  });
}
