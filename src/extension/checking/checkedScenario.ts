import type * as vscode from 'vscode';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { FileAnswer } from '../../core/scenario/files/files.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import type { Problem } from '../../core/text/problem.ts';
import type { Condition } from '../../core/trial/trial.ts';

/** One version of a scenario or a fragment with all that is known of it; every feature of the editor reads this. */
export interface CheckedScenario {
  readonly uri: vscode.Uri;
  readonly version: number;
  /** The file itself. */
  readonly own: ParsedDocument;
  /** The file with all that it names. */
  readonly document: ParsedDocument;
  /** What was answered for each file that was asked for, by its path from the folder of the scenario. */
  readonly named: ReadonlyMap<string, FileAnswer>;
  readonly scenario: Scenario | null;
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
}
