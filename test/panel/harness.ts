import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { panelPage } from '../../src/extension/panel/panelPage.ts';
import type { FromPanel, ToPanel } from '../../src/protocol/messages.ts';
import { readFromPanel } from '../../src/protocol/readFromPanel.ts';
import { launchBrowser } from '../host/browser.ts';
import { projectRoot } from '../host/install.ts';
import { FakeExtension } from './fakeExtension.ts';
import type { Fixture } from './states.ts';
import { declarations, themes, type ThemeName } from './themes.ts';

const screenshotsDir = join(projectRoot, '.vscode-test/screenshots/panel');

const nonce = 'bm9uY2U';
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

export interface PanelOptions {
  readonly fixture: Fixture;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a picture for one of the page. */
  readonly scale?: number;
  /** What an earlier page kept with `setState`. */
  readonly kept?: unknown;
}

declare global {
  interface Window {
    /** How many messages the panel has sent, and how many of them the extension is done with. */
    readonly asked: number;
    readonly answered: number;
  }
}

/** The built panel in a page like VS Code's webview: its policy, its tokens, its API. */
export class Harness {
  private readonly browser: Browser;
  private readonly server: Server;
  private readonly origin: string;
  /** Bytes of the script that is shipped. */
  readonly scriptSize: number;

  private constructor(browser: Browser, server: Server, scriptSize: number) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
    this.browser = browser;
    this.server = server;
    this.origin = `http://127.0.0.1:${address.port}`;
    this.scriptSize = scriptSize;
  }

  static async start(): Promise<Harness> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const name = url.pathname.slice(1);
      const file = files.get(name);
      if (file !== undefined)
        response.setHeader('content-type', types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream').end(file);
      else if (name === '') response.setHeader('content-type', 'text/html').end(page(url.searchParams));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Harness(await launchBrowser(), server, files.get('panel.js')?.byteLength ?? 0);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async open({
    fixture,
    theme = 'dark',
    width = 300,
    height = 800,
    scale = 2,
    kept = null,
  }: PanelOptions): Promise<OpenPanel> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      deviceScaleFactor: scale,
    });
    const panel = new OpenPanel(context, await context.newPage(), fixture);
    await panel.load(`${this.origin}/?${new URLSearchParams({ theme, kept: JSON.stringify(kept) }).toString()}`);
    return panel;
  }
}

/** A panel in its page, with the extension that answers it. */
export class OpenPanel {
  readonly page: Page;
  readonly extension: FakeExtension;
  /** What the page complained about: refused by its policy, uncaught, or not of the protocol. */
  readonly complaints: string[] = [];
  private readonly context: BrowserContext;
  private url = '';

  constructor(context: BrowserContext, page: Page, fixture: Fixture) {
    this.context = context;
    this.page = page;
    this.extension = new FakeExtension(fixture, (message) => this.post(message));
  }

  async load(url: string): Promise<void> {
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    await this.page.exposeFunction('tellExtension', (value: unknown) => this.receive(value));
    this.url = url;
    await this.begin();
  }

  /** The same page from its start, in another state: a fraction of what a new one costs. */
  async reset(fixture: Fixture): Promise<void> {
    this.extension.reset(fixture);
    await this.begin();
  }

  private async begin(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.locator('main > *').first().waitFor();
    await this.settled();
  }

  /** Puts another theme on what is drawn, as VS Code does. */
  async wear(theme: ThemeName): Promise<void> {
    const { bodyClass, tokens } = themes[theme];
    await this.page.evaluate(
      ([className, css]) => {
        document.body.className = className;
        const rule = document.querySelector('style')?.sheet?.cssRules[0];
        if (!(rule instanceof CSSStyleRule)) throw new Error('the page has no theme');
        rule.style.cssText = css;
      },
      [bodyClass, declarations(tokens)] as const,
    );
    await this.settled();
  }

  /** Where every element stands, in a line for each. */
  async layout(): Promise<string> {
    return this.page.evaluate(() => {
      const place = (element: Element): string => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return `${element.tagName} ${element.getAttribute('class') ?? ''} ${x} ${y} ${width} ${height}`;
      };
      return [...document.querySelectorAll('body *')].map(place).join('\n');
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  getEvidence(number: number): Locator {
    return this.page.getByRole('button', { name: `Show evidence ${number} in the text` }).last();
  }

  locator(selector: string): Locator {
    return this.page.locator(selector);
  }

  /** Sends what the extension sends, and waits until the panel has it. */
  async post(message: ToPanel): Promise<void> {
    // As text: what drives the browser takes long for objects, which VS Code's own channel does not.
    await this.page.evaluate(async (json) => {
      const arrived = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
      window.postMessage(JSON.parse(json), '*');
      await arrived;
    }, JSON.stringify(message));
  }

  async show(fixture: Fixture): Promise<void> {
    await this.extension.show(fixture);
    await this.settled();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.settled();
    }
  }

  /** Waits until every question that the panel asked is answered and drawn. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('load');
    await this.page.evaluate(async () => {
      for (let asked = -1; asked !== window.asked || window.answered !== asked;) {
        asked = window.asked;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    });
  }

  /** All that the panel has said by now. A click ends before what it says has come out of the browser. */
  async received(): Promise<readonly FromPanel[]> {
    await this.settled();
    return this.extension.received;
  }

  /** What was asked for, without the paging of lists and what a level asks for by itself. */
  async requests(): Promise<readonly FromPanel[]> {
    const unasked: readonly FromPanel['type'][] = ['getTrials', 'getAnalysis', 'ready', 'focus'];
    return (await this.received()).filter(({ type }) => !unasked.includes(type));
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screenshotsDir, `${name}.png`), animations: 'disabled' });
  }

  private async receive(value: unknown): Promise<void> {
    const message: FromPanel | null = readFromPanel(value);
    if (message === null) this.complaints.push(`not a message: ${JSON.stringify(value)}`);
    else await this.extension.receive(message);
  }
}

/** As esbuild.js builds it. */
async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: { panel: join(projectRoot, 'media/main.ts') },
    outdir: 'panel',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'chrome138',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.split(/[/\\]/).at(-1) ?? path, contents]));
}

/** The page as the extension makes it, with what VS Code adds: tokens, the body's class, its API. */
function page(query: URLSearchParams): string {
  const theme = themes[(query.get('theme') ?? 'dark') as ThemeName];
  const api = `<script nonce="${nonce}">
let state = ${query.get('kept') ?? 'null'};
window.asked = window.answered = 0;
window.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    window.asked++;
    window.tellExtension(JSON.parse(JSON.stringify(message))).finally(() => window.answered++);
  },
  getState: () => state,
  setState: (next) => { state = window.kept = next; },
});
</script>`;
  return panelPage({ nonce, source: "'self'", address: (name) => name, scenario: null })
    .replace('<link', () => `<style nonce="${nonce}">:root { ${declarations(theme.tokens)} }</style>\n<link`)
    .replace('<body>', `<body class="${theme.bodyClass}">`)
    .replace('<script', () => `${api}\n<script`);
}
