import type { ReportFormat } from '../exchange/reportFormats.ts';
import type { LevelChoice } from '../language/lenses.ts';
import type { FromPanel } from '../protocol/messages.ts';
import type { GradeChoice } from './running/laterRuns.ts';

/** What to run: of which file, which part. Null models: those of the file. */
export interface RunTarget {
  readonly uri: string;
  readonly models: readonly string[] | null;
  readonly where: readonly LevelChoice[];
}

/** Which examples to test: of one classifier, or of all. */
export interface TestTarget {
  readonly uri: string;
  readonly classifier?: string;
}

/**
 * What to make an example of: a trial of the run that the panel shows. What is missing is asked for; with `expect` the classifier
 * that is named is the one that is meant.
 */
export interface ExampleTarget {
  readonly uri: string;
  readonly run: string;
  readonly trial: string;
  readonly classifier?: string;
  /** A label, or all flags that hold. */
  readonly expect?: string | readonly string[];
}

/** Where a run goes, and as what. `file` is an address. */
export interface ExportTarget {
  readonly format: ReportFormat;
  readonly file: string;
}

/** What a person says of a trial. */
export type ReviewTarget = Omit<Extract<FromPanel, { type: 'review' }>, 'type'>;

/**
 * Every command and its arguments. A unit test compares this list with package.json; lenses, menus and the panel call
 * commands through `executeScenarist`, so that a renamed one is a compile error.
 */
export interface Commands {
  'scenarist.run': [target?: RunTarget];
  'scenarist.runModel': [];
  'scenarist.runLevel': [];
  'scenarist.runFresh': [target?: RunTarget];
  'scenarist.runBatch': [target?: RunTarget];
  /** As a menu of the explorer calls it: what was clicked, and all that is selected. */
  'scenarist.runAll': [clicked?: unknown, selected?: unknown];
  'scenarist.resume': [uri?: string];
  /** Without a run that of the panel, else the last one; without a choice it asks how. */
  'scenarist.gradeAgain': [uri?: string, run?: string, choice?: Omit<GradeChoice, 'run'>];
  /** What the panel and a key binding call: nothing is asked. */
  'scenarist.review': [said: ReviewTarget];
  /** Begins or ends a blind review; without a word about it, the other of what is. */
  'scenarist.reviewBlind': [on?: boolean];
  'scenarist.stop': [uri?: string];
  /** Without a run that of the panel, else the last one. */
  'scenarist.exportRun': [uri?: string, run?: string, target?: ExportTarget];
  'scenarist.importTranscripts': [];
  'scenarist.testExamples': [target?: TestTarget];
  'scenarist.addToExamples': [target?: ExampleTarget];
  'scenarist.previewPrompts': [target?: { readonly uri: string; readonly condition?: string }];
  'scenarist.comparePrompts': [];
  /** With `{uri, run}` a run of a scenario, else that of the panel or the last one; with `first` and `second` what of which runs is compared. */
  'scenarist.compare': [target?: unknown];
  'scenarist.setApiKey': [profile?: string];
  'scenarist.removeApiKey': [];
  'scenarist.showResults': [];
  'scenarist.openResults': [uri?: string];
  'scenarist.findInResults': [];
  'scenarist.goBack': [];
  'scenarist.goForward': [];
  'scenarist.showLog': [];
  'scenarist.showRunMenu': [];
  'scenarist.explainProblem': [code?: string];
  'scenarist.newScenario': [answers?: unknown];
  'scenarist.insertSkeleton': [uri?: string];
}

/** The same list for run time. `Record` makes a forgotten command a compile error. */
const ids: Readonly<Record<keyof Commands, true>> = {
  'scenarist.run': true,
  'scenarist.runModel': true,
  'scenarist.runLevel': true,
  'scenarist.runFresh': true,
  'scenarist.runBatch': true,
  'scenarist.runAll': true,
  'scenarist.resume': true,
  'scenarist.gradeAgain': true,
  'scenarist.review': true,
  'scenarist.stop': true,
  'scenarist.exportRun': true,
  'scenarist.importTranscripts': true,
  'scenarist.testExamples': true,
  'scenarist.addToExamples': true,
  'scenarist.previewPrompts': true,
  'scenarist.comparePrompts': true,
  'scenarist.compare': true,
  'scenarist.setApiKey': true,
  'scenarist.removeApiKey': true,
  'scenarist.showResults': true,
  'scenarist.openResults': true,
  'scenarist.reviewBlind': true,
  'scenarist.findInResults': true,
  'scenarist.goBack': true,
  'scenarist.goForward': true,
  'scenarist.showLog': true,
  'scenarist.showRunMenu': true,
  'scenarist.explainProblem': true,
  'scenarist.newScenario': true,
  'scenarist.insertSkeleton': true,
};
export const commandIds: readonly string[] = Object.keys(ids);
