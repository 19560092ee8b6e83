import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The panel's page: no source but our bundle, no image, no connection, scripts by a nonce that is new each time. */
export function panelHtml(webview: vscode.Webview, root: vscode.Uri): string {
  const nonce = randomBytes(24).toString('base64');
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
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
<scenarist-panel></scenarist-panel>
<script type="module" nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}
