/** Messages between the extension and the panel: two unions, one channel. They carry ids, never paths or commands. */
import type { AnalysisView } from '../core/view/analysis.ts';
import type { CompareView } from '../core/view/comparison.ts';
import type { Delta, ReviewAnswer, RunView, TranscriptView, TrialFilter, TrialsPage } from '../core/view/views.ts';

/** What the panel is about; each state has one sentence and one action. */
export type PanelState =
  | { readonly kind: 'none' }
  /** A long journal is being read. */
  | { readonly kind: 'loading'; readonly scenario: string }
  /** The file was deleted or moved outside of the editor. */
  | { readonly kind: 'gone'; readonly scenario: string }
  | { readonly kind: 'invalid'; readonly scenario: string; readonly errors: number }
  | { readonly kind: 'restricted'; readonly scenario: string }
  | {
      readonly kind: 'neverRun';
      readonly scenario: string;
      readonly trials: number;
      readonly missingKeys: readonly string[];
    }
  | {
      readonly kind: 'run';
      readonly view: RunView;
      /** Another process works on it, or the workspace is not trusted; false: it can be gone on with and reviewed. */
      readonly readOnly: false | 'held' | 'restricted';
      readonly missingKeys: readonly string[];
      readonly others: OtherRuns;
    }
  | { readonly kind: 'error'; readonly scenario: string; readonly message: string };

/** The other runs of the scenario, beside the one that is shown. */
export interface OtherRuns {
  readonly earlier: number;
  readonly later: number;
}

/** What a key that VS Code holds asks of the panel that has the focus. */
export type PanelAction = 'back' | 'forward' | 'find';

export type ToPanel =
  /** Answers `ready`, and comes again whenever the state changes. Replaces all that was shown. */
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'trials'; readonly request: number; readonly run: string; readonly page: TrialsPage }
  | { readonly type: 'transcript'; readonly run: string; readonly transcript: TranscriptView }
  /** Characters that arrived for the open trial while it runs. */
  | { readonly type: 'delta'; readonly run: string; readonly trial: string; readonly delta: Delta }
  /** How far the search in transcripts is, from 0 to 1: there may be more trials than when the page was asked for. */
  | { readonly type: 'searched'; readonly run: string; readonly text: string; readonly share: number }
  | { readonly type: 'do'; readonly action: PanelAction }
  /** Comes before the first state, and whenever it changes: verdicts are hidden until their reader has labelled. */
  | { readonly type: 'blind'; readonly on: boolean }
  | { readonly type: 'analysis'; readonly run: string; readonly analysis: AnalysisView | null }
  /** Null: nothing was chosen to compare with. `show`: it was chosen just now. */
  | {
      readonly type: 'comparison';
      readonly run: string;
      readonly comparison: CompareView | null;
      readonly show: boolean;
    }
  | { readonly type: 'failed'; readonly message: string };

export type FromPanel =
  | { readonly type: 'ready' }
  /** Lets the user choose a scenario of the workspace. */
  | { readonly type: 'openScenario' }
  | { readonly type: 'run' }
  | { readonly type: 'resume' }
  | { readonly type: 'stop' }
  /** Lets the user choose which run of the scenario is shown. */
  | { readonly type: 'pickRun' }
  /** Shows the run before or after; `last`: the newest. */
  | { readonly type: 'stepRun'; readonly to: 'earlier' | 'later' | 'last' }
  | { readonly type: 'showRun'; readonly run: string }
  /** Asks as what and where to, and writes it. */
  | { readonly type: 'exportRun'; readonly run: string }
  /** The panel got or lost the focus: keys that it shares with VS Code are its own then. */
  | { readonly type: 'focus'; readonly focused: boolean }
  /** Begins or ends a blind review, in the whole window. */
  | { readonly type: 'setBlind'; readonly on: boolean }
  | { readonly type: 'copy'; readonly text: string }
  /** Asks where a picture goes, and writes it there. */
  | { readonly type: 'saveSvg'; readonly name: string; readonly svg: string }
  | {
      readonly type: 'getTrials';
      readonly request: number;
      readonly run: string;
      readonly filter: TrialFilter;
      readonly offset: number;
      readonly limit: number;
    }
  /** Opens a trial: its transcript comes now and again when it changes; `null` closes it. */
  | { readonly type: 'openTrial'; readonly run: string; readonly trial: string | null }
  /** What varies the rate of a classifier: takes a pass over all trials. */
  | { readonly type: 'getAnalysis'; readonly run: string; readonly classifier: string }
  | { readonly type: 'getComparison'; readonly run: string }
  /** Lets the user choose what the run is compared with. */
  | { readonly type: 'compare'; readonly run: string }
  /** Both texts of a file, by its place in the comparison's list, in the diff editor. */
  | { readonly type: 'openComparedText'; readonly run: string; readonly file: number }
  | { readonly type: 'openComparedTrials'; readonly run: string; readonly first: string; readonly second: string }
  /** Decides on an action that waits. `everyUse` approves its tool for the rest of the run; a reason goes with a refusal. */
  | {
      readonly type: 'decide';
      readonly run: string;
      readonly trial: string;
      readonly question: string;
      readonly approved: boolean;
      readonly everyUse: boolean;
      readonly reason: string | null;
    }
  | { readonly type: 'previewPrompt'; readonly run: string; readonly condition: string }
  /** Makes an example of a trial; `classifier` is the one that is shown. */
  | {
      readonly type: 'addExample';
      readonly run: string;
      readonly trial: string;
      readonly classifier: string | null;
    }
  /** Shows the YAML line of a rule (a JSON pointer of the scenario). */
  | { readonly type: 'revealRule'; readonly run: string; readonly pointer: string }
  /** What its reader says of a trial, for one classifier. */
  | {
      readonly type: 'review';
      readonly run: string;
      readonly trial: string;
      readonly classifier: string;
      readonly answer: ReviewAnswer;
      readonly note: string;
      readonly blind: boolean;
    }
  /** Shows what a judge was asked; `vote` counts from 1. */
  | {
      readonly type: 'showJudgePrompt';
      readonly run: string;
      readonly trial: string;
      readonly classifier: string;
      readonly vote: number;
    }
  /** Grades the transcripts of a run anew. */
  | { readonly type: 'gradeAgain'; readonly run: string }
  | { readonly type: 'setKey'; readonly profile: string }
  | { readonly type: 'manageTrust' }
  | { readonly type: 'showProblems' };
