import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { OpenPanels } from '../../../src/extension/panel/openPanels.ts';
import { panelHtml } from '../../../src/extension/panel/panelHtml.ts';
import { ResultsView, type ResultsViewDeps } from '../../../src/extension/panel/resultsView.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

const extensionRoot = vscode.Uri.file('/installed/scenarist');
const root = vscode.Uri.file('/installed/scenarist/dist/panel');

function fakeWebview() {
  return {
    cspSource: 'https://*.webview.test',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: () => ({ dispose: () => undefined }),
    options: {} as vscode.WebviewOptions,
    html: '',
  };
}

function pageOf(): string {
  return panelHtml(fakeWebview() as unknown as vscode.Webview, extensionRoot);
}

function policyOf(page: string): ReadonlyMap<string, string> {
  const content = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  return new Map(
    content.split('; ').map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
  );
}

test('the panel loads nothing but its bundle, and scripts by a nonce alone', () => {
  const page = pageOf();
  const nonce = /<script[^>]* nonce="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(Object.fromEntries(policyOf(page))).toEqual({
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}'`,
    'style-src': `https://*.webview.test 'nonce-${nonce}'`,
    'font-src': 'https://*.webview.test',
    'img-src': "'none'",
    'connect-src': "'none'",
    'form-action': "'none'",
    'base-uri': "'none'",
  });
  // 24 random bytes: an answer that is shown cannot guess it.
  expect(Buffer.from(nonce, 'base64')).toHaveLength(24);
  expect(policyOf(pageOf()).get('script-src')).not.toBe(`'nonce-${nonce}'`);
});

test('the panel may read its own folder alone, and no link in it runs a command', () => {
  const listen = () => ({ dispose: () => undefined });
  const deps = {
    root: extensionRoot,
    panels: new OpenPanels(),
    focus: { onDidChange: listen },
    scenarios: { onDidCheck: listen },
    keys: { onDidChange: listen },
    comparisons: { onDidChoose: listen },
    runs: { onDidStartOrEnd: listen, onDidChange: listen, onDidReceive: listen },
  } as unknown as ResultsViewDeps;
  const webview = fakeWebview();
  const view = new ResultsView(deps);
  view.resolveWebviewView({ webview, onDidDispose: listen } as unknown as vscode.WebviewView);
  expect(webview.options).toEqual({ enableScripts: true, enableCommandUris: false, localResourceRoots: [root] });
  view.dispose();
});
