import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { BlindReview } from '../../../src/extension/results/blindReview.ts';
import { OpenPanels } from '../../../src/extension/panel/openPanels.ts';
import { panelHtml } from '../../../src/extension/panel/panelHtml.ts';
import { ShownRun } from '../../../src/extension/panel/shownRun.ts';
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

function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key) as never,
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
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

test('what outlives a reload of the window: the run that is shown, and that somebody reviews blind', async () => {
  const kept = memento();
  const scenario = vscode.Uri.file('/a.scenario.yaml');
  new ShownRun(kept).choose(scenario, 'earlier');
  expect(new ShownRun(kept).of(scenario)).toBe('earlier');
  expect(new ShownRun(kept).of(vscode.Uri.file('/b.scenario.yaml'))).toBeNull();
  new ShownRun(kept).choose(scenario, null);
  expect(new ShownRun(kept).of(scenario)).toBeNull();
  const blind = new BlindReview(kept);
  const told: boolean[] = [];
  blind.onDidChange((on) => told.push(on));
  await blind.set(true);
  await blind.set(true);
  expect(new BlindReview(kept).isOn).toBe(true);
  await blind.set(false);
  expect([new BlindReview(kept).isOn, told]).toEqual([false, [true, false]]);
});

test('the panel may read its own folder alone, and no link in it runs a command', () => {
  const listen = () => ({ dispose: () => undefined });
  const deps = {
    root: extensionRoot,
    panels: new OpenPanels(),
    kept: memento(),
    blind: new BlindReview(memento()),
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
