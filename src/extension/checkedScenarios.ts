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
  private readonly didCheck = new vscode.EventEmitter<CheckedScenario>();
  private readonly didClose = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: { dispose(): unknown }[] = [this.didCheck, this.didClose];
  readonly onDidCheck = this.didCheck.event;
  readonly onDidClose = this.didClose.event;

  constructor(settings: ProblemSettings) {
    this.settings = settings;
    this.disposables.push(
      settings.onDidChange(() => this.checkAgain()),
      vscode.workspace.onDidOpenTextDocument((document) => this.follow(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document, quietMs(document))),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesScenarios(change)) this.followAll();
      }),
    );
    this.followAll();
  }

  /** What is known of the text as it is now; waits for the check of it, which waits until nobody types. */
  async get(document: vscode.TextDocument): Promise<CheckedScenario> {
    return this.found(document) ?? this.start(document, 0);
  }

  /** The latest finished check, perhaps of an earlier text. */
  latest(uri: vscode.Uri): CheckedScenario | undefined {
    return this.checked.get(uri.toString());
  }

  dispose(): void {
    this.underWay.clear();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** The check of this very text, done or under way. */
  private found({ uri, version }: vscode.TextDocument): CheckedScenario | Promise<CheckedScenario> | undefined {
    const key = uri.toString();
    const known = this.checked.get(key);
    if (known?.version === version) return known;
    const running = this.underWay.get(key);
    return running?.version === version ? running.result : undefined;
  }

  /** The one place that starts a check: there is one at a time for each file, of its latest text. */
  private start(document: vscode.TextDocument, delayMs: number): Promise<CheckedScenario> {
    const key = document.uri.toString();
    const { version } = document;
    this.underWay.get(key)?.abort.abort();
    const abort = new AbortController();
    const result = this.run(document, delayMs, abort.signal);
    this.underWay.set(key, { version, result, abort });
    return result;
  }

  /** Who waits for the check of a text that has changed is told of the text as it is now. */
  private async run(document: vscode.TextDocument, delayMs: number, signal: AbortSignal): Promise<CheckedScenario> {
    try {
      await quiet(delayMs, signal);
      const done = await check(document, this.settings.current, signal);
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
    this.didCheck.fire(done);
  }

  private follow(document: vscode.TextDocument, delayMs: number): void {
    // A YAML file is one as long as its first lines or a setting say so.
    if (!isScenario(document)) this.forget(document.uri);
    // Saving is told as a change, too.
    else if (this.found(document) === undefined) void this.start(document, delayMs);
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
