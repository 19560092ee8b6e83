import * as vscode from 'vscode';
import { partAt } from '../../core/document/filePart.ts';
import { offset } from '../../core/text/range.ts';
import { WorkAborted } from '../../core/text/steps.ts';
import type { CheckedScenario } from './checkedScenario.ts';
import { findOpen, readsTheSame } from './editorFiles.ts';
import { NamedFiles } from './namedFiles.ts';
import { viewOf, type FileView } from '../places.ts';
import { changesProfiles } from '../models/profiles.ts';
import type { ProblemSettings } from './problemSettings.ts';
import { changesScenarios, isChecked, isFragment } from './scenarioDocuments.ts';

export type { CheckedScenario } from './checkedScenario.ts';

interface Check {
  readonly version: number;
  readonly result: Promise<CheckedScenario>;
  /** Stops it: nobody needs to know what was wrong with a text that has changed. */
  readonly abort: AbortController;
}

/**
 * How long nobody has typed before a check starts: long enough that a typist does not start one with every key, and longer
 * in a large file, where one takes longer. 370 ms in 10,000 lines.
 */
function quietMs({ lineCount }: vscode.TextDocument): number {
  return Math.min(120 + lineCount / 40, 600);
}

/** Checks open scenarios when nobody has typed for a moment, off the path of the keystroke, in slices. */
export class CheckedScenarios implements vscode.Disposable {
  private readonly settings: ProblemSettings;
  private readonly checked = new Map<string, CheckedScenario>();
  private readonly underWay = new Map<string, Check>();
  private readonly namedFiles = new NamedFiles((scenario) => this.checkWith(scenario));
  /** Those whose last check read other files than there are now. */
  private readonly outdated = new Set<string>();
  private readonly didCheck = new vscode.EventEmitter<CheckedScenario>();
  private readonly didClose = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: { dispose(): unknown }[] = [this.didCheck, this.didClose, this.namedFiles];
  readonly onDidCheck = this.didCheck.event;
  readonly onDidClose = this.didClose.event;

  constructor(settings: ProblemSettings) {
    this.settings = settings;
    this.disposables.push(
      settings.onDidChange(() => this.checkAgain()),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.namedFiles.tell(document.uri);
        this.follow(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Saving is told as a change, too.
        if (contentChanges.length > 0) this.namedFiles.tell(document.uri);
        this.follow(document, quietMs(document));
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.compareAll(this.namedFiles.naming(uri))),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
        this.namedFiles.tell(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesProfiles(change)) this.checkAgain();
        else if (changesScenarios(change)) this.followAll();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.compareAll([...this.checked.keys()]);
      }),
    );
    this.followAll();
  }

  /** What is known of the text as it is now; waits for the check of it, which waits until nobody types. */
  async get(document: vscode.TextDocument): Promise<CheckedScenario> {
    return this.found(document) ?? this.start(document, 0);
  }

  /**
   * As `get`, with the files that it names as they are stored at this moment, whether or not anybody told of a change: what
   * is run must be what the files say.
   */
  async current(document: vscode.TextDocument): Promise<CheckedScenario> {
    const known = await this.get(document);
    return (await readsTheSame(known)) ? known : this.start(document, 0);
  }

  /**
   * A file as a part of the scenario that it means something in: itself, or for a fragment the first open scenario that
   * includes it; the fragment alone where none does.
   */
  async around(document: vscode.TextDocument): Promise<FileView> {
    const own = await this.get(document);
    for (const scenario of isFragment(document) ? this.namedFiles.naming(document.uri) : []) {
      const open = findOpen(vscode.Uri.parse(scenario, true));
      const view = open === undefined ? null : viewOf(await this.get(open), document);
      if (view !== null) return view;
    }
    return { checked: own, part: partAt(own.document, offset(0)) };
  }

  /** The addresses of the open scenarios that name a file. */
  naming(uri: vscode.Uri): readonly string[] {
    return this.namedFiles.naming(uri);
  }

  /** The latest finished check, perhaps of an earlier text. */
  latest(uri: vscode.Uri): CheckedScenario | undefined {
    return this.checked.get(uri.toString());
  }

  dispose(): void {
    this.underWay.clear();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** The check of this very text, under way or done: one that is under way reads the files that it names anew. */
  private found({ uri, version }: vscode.TextDocument): CheckedScenario | Promise<CheckedScenario> | undefined {
    const key = uri.toString();
    const running = this.underWay.get(key);
    if (running?.version === version) return running.result;
    const known = this.checked.get(key);
    return known?.version === version && !this.outdated.has(key) ? known : undefined;
  }

  /** The one place that starts a check: there is one at a time for each file, of its latest text. */
  private start(document: vscode.TextDocument, delayMs: number): Promise<CheckedScenario> {
    const key = document.uri.toString();
    const { version } = document;
    this.underWay.get(key)?.abort.abort();
    this.outdated.delete(key);
    const abort = new AbortController();
    const result = this.run(document, delayMs, abort.signal);
    this.underWay.set(key, { version, result, abort });
    return result;
  }

  /** Who waits for the check of a text that has changed is told of the text as it is now. */
  private async run(document: vscode.TextDocument, delayMs: number, signal: AbortSignal): Promise<CheckedScenario> {
    try {
      await quiet(delayMs, signal);
      // Most of the extension's code: a window without a scenario never loads it.
      const { check } = await import('./check.ts');
      const done = await check(document, {
        options: this.settings.current,
        signal,
        asked: (path) => {
          if (isChecked(document)) this.namedFiles.add(document.uri, path);
        },
      });
      // Another took its place, or a setting changed: what it found is of yesterday.
      if (this.underWay.get(document.uri.toString())?.abort.signal === signal) this.publish(document, done);
      return done;
    } catch (error) {
      if (error instanceof WorkAborted) return this.get(document);
      throw error;
    }
  }

  private publish(document: vscode.TextDocument, done: CheckedScenario): void {
    const key = document.uri.toString();
    this.underWay.delete(key);
    if (document.isClosed || done.version !== document.version) return;
    this.checked.set(key, done);
    // Who asked about a text that is only looked at has the answer; nobody else is told of it.
    if (!isChecked(document)) return;
    this.namedFiles.set(done);
    this.didCheck.fire(done);
  }

  private follow(document: vscode.TextDocument, delayMs: number): void {
    // A YAML file is one as long as its first lines or a setting say so.
    if (!isChecked(document)) this.forget(document.uri);
    else if (this.found(document) === undefined) void this.start(document, delayMs);
  }

  /** Checks again where a file that is named has changed and nobody told. */
  private compareAll(scenarios: readonly string[]): void {
    for (const key of scenarios) {
      const checked = this.checked.get(key);
      if (checked !== undefined) void this.compare(key, checked);
    }
  }

  private async compare(key: string, checked: CheckedScenario): Promise<void> {
    if (!(await readsTheSame(checked)) && this.checked.get(key) === checked) this.checkWith(key);
  }

  /** A file that a scenario names has changed. */
  private checkWith(scenario: string): void {
    const document = findOpen(vscode.Uri.parse(scenario, true));
    if (document === undefined) return;
    this.outdated.add(scenario);
    this.underWay.get(scenario)?.abort.abort();
    this.underWay.delete(scenario);
    this.follow(document, quietMs(document));
  }

  private followAll(): void {
    for (const document of vscode.workspace.textDocuments) this.follow(document, 0);
  }

  private checkAgain(): void {
    this.checked.clear();
    this.underWay.clear();
    this.followAll();
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    // Another file may be opened under this address, at the same version: what is found in this one is not of that.
    this.underWay.delete(key);
    this.namedFiles.delete(uri);
    if (this.checked.delete(key)) this.didClose.fire(uri);
  }
}

/** Ends when nothing was typed for so long. Throws `WorkAborted` at once when something is. */
function quiet(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new WorkAborted('the text has changed'));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
