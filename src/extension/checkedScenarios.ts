import * as vscode from 'vscode';
import { parseDocumentSliced } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { checkFileSliced } from '../core/experiment/checkFile.ts';
import type { ReviewOptions } from '../core/experiment/reviewExperiment.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import type { Problem } from '../core/text/problem.ts';
import { WorkAborted } from '../core/text/steps.ts';
import type { Condition } from '../core/trial/trial.ts';
import { sha256 } from '../node/sha256.ts';
import type { ProblemSettings } from './problemSettings.ts';
import { changesScenarios, isScenario } from './scenarioDocuments.ts';

/** One version of a scenario file with all that is known of it; every feature of the editor reads this. */
export interface CheckedScenario {
  readonly uri: vscode.Uri;
  readonly version: number;
  readonly document: ParsedDocument;
  readonly scenario: Scenario | null;
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
}

interface Check {
  readonly version: number;
  readonly result: Promise<CheckedScenario>;
  /** Stops it: nobody needs to know what was wrong with a text that has changed. */
  readonly abort: AbortController;
}

/** Long enough that a fast typist does not start a check with every key. */
const quietMs = 120;

/** Checks open scenarios after each change, off the path of the keystroke, in slices. */
export class CheckedScenarios implements vscode.Disposable {
  private readonly settings: ProblemSettings;
  private readonly checked = new Map<string, CheckedScenario>();
  private readonly underWay = new Map<string, Check>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly didCheck = new vscode.EventEmitter<CheckedScenario>();
  private readonly didClose = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: { dispose(): unknown }[] = [this.didCheck, this.didClose];
  readonly onDidCheck = this.didCheck.event;
  readonly onDidClose = this.didClose.event;

  constructor(settings: ProblemSettings) {
    this.settings = settings;
    this.disposables.push(
      settings.onDidChange(() => this.checkAgain()),
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, quietMs)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesScenarios(change)) this.scheduleAll();
      }),
    );
    this.scheduleAll();
  }

  /** What is known of the text as it is now; waits for the check of it. */
  async get(document: vscode.TextDocument): Promise<CheckedScenario> {
    const key = document.uri.toString();
    const known = this.checked.get(key);
    if (known?.version === document.version) return known;
    const running = this.underWay.get(key);
    if (running?.version === document.version) return running.result;
    running?.abort.abort();
    const abort = new AbortController();
    const result = this.start(document, abort.signal);
    this.underWay.set(key, { version: document.version, result, abort });
    const done = await result;
    // Another took its place, or a setting changed: what it found is of yesterday.
    if (this.underWay.get(key)?.result !== result) return done;
    this.underWay.delete(key);
    if (!document.isClosed && done.version === document.version) {
      this.checked.set(key, done);
      this.didCheck.fire(done);
    }
    return done;
  }

  /** Who waits for the check of a text that has changed is told of the text as it is now. */
  private async start(document: vscode.TextDocument, signal: AbortSignal): Promise<CheckedScenario> {
    try {
      return await check(document, this.settings.current, signal);
    } catch (error) {
      if (error instanceof WorkAborted) return this.get(document);
      throw error;
    }
  }

  /** The latest finished check, perhaps of an earlier text. */
  latest(uri: vscode.Uri): CheckedScenario | undefined {
    return this.checked.get(uri.toString());
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private schedule(document: vscode.TextDocument, delayMs: number): void {
    // A YAML file is one as long as its first lines or a setting say so.
    if (!isScenario(document)) return this.forget(document.uri);
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (!document.isClosed) void this.get(document);
      }, delayMs),
    );
  }

  private checkAgain(): void {
    this.checked.clear();
    this.underWay.clear();
    this.scheduleAll();
  }

  private scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    // Another file may be opened under this address, at the same version: what was found in this one is not of that.
    this.underWay.delete(key);
    if (this.checked.delete(key)) this.didClose.fire(uri);
  }
}

const letOthersGoFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function check(
  document: vscode.TextDocument,
  options: ReviewOptions,
  signal: AbortSignal,
): Promise<CheckedScenario> {
  const { uri, version } = document;
  const parsed = await parseDocumentSliced(document.getText(), letOthersGoFirst, signal);
  const checked = await checkFileSliced(parsed, sha256, options, letOthersGoFirst, signal);
  return { uri, version, document: parsed, ...checked };
}
