import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** A page may read its own folder alone, and no link in it runs a command. `root` is the extension's folder, here and below. */
export function panelOptions(root: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, enableCommandUris: false, localResourceRoots: [pageRoot(root)] };
}

function pageRoot(root: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(root, 'dist', 'panel');
}

/**
 * The panel's page: no source but our bundle, no image, no connection, scripts by a nonce that is new each time. Of a page in an
 * editor, `scenario` is what it is about; it keeps it over a reload of the window.
 */
export function panelHtml(webview: vscode.Webview, root: vscode.Uri, scenario: vscode.Uri | null = null): string {
  const nonce = randomBytes(24).toString('base64');
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(root), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    "img-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenarist</title>
<link rel="stylesheet" href="${address('panel.css')}">
</head>
<body>
<scenarist-panel${scenario === null ? '' : ` data-scenario="${encodeURIComponent(scenario.toString())}"`}></scenarist-panel>
<script type="module" nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}
