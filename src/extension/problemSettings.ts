import * as vscode from 'vscode';
import { readPhrases, readSeverities, type ReadSetting } from '../core/experiment/settings.ts';
import type { ReviewOptions } from '../core/experiment/reviewExperiment.ts';
import type { Log } from '../core/text/ports.ts';

const section = 'scenarist';
const names = { severities: 'problems.severity', phrases: 'realism.phrases' } as const;

/** What the user chose about warnings. What cannot be used is ignored, and the log says so. */
export class ProblemSettings implements vscode.Disposable {
  private readonly log: Log;
  private readonly didChange = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;
  private options: ReviewOptions;
  readonly onDidChange = this.didChange.event;

  constructor(log: Log) {
    this.log = log;
    this.options = this.read();
    this.listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!Object.values(names).some((name) => change.affectsConfiguration(`${section}.${name}`))) return;
      this.options = this.read();
      this.didChange.fire();
    });
  }

  get current(): ReviewOptions {
    return this.options;
  }

  dispose(): void {
    this.listener.dispose();
    this.didChange.dispose();
  }

  private read(): ReviewOptions {
    const configuration = vscode.workspace.getConfiguration(section);
    const checked = <Value>(name: string, setting: ReadSetting<Value>): Value => {
      for (const what of setting.ignored) this.log.warn(`Setting ${section}.${name}: ${what}. It is ignored.`);
      return setting.value;
    };
    return {
      severities: checked(names.severities, readSeverities(configuration.get(names.severities))),
      phrases: checked(names.phrases, readPhrases(configuration.get(names.phrases))),
    };
  }
}
