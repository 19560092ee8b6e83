/** Messages between the extension and the panel: two unions, one channel. They carry ids, never paths or commands. */
import type { Delta, RunView, TranscriptView, TrialFilter, TrialsPage } from '../core/view/views.ts';

/** What the panel is about; each state has one sentence and one action. */
export type PanelState =
  | { readonly kind: 'none' }
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
      readonly readOnly: boolean;
      readonly missingKeys: readonly string[];
    }
  | { readonly kind: 'error'; readonly scenario: string; readonly message: string };

export type ToPanel =
  /** Answers `ready`, and comes again whenever the state changes. Replaces all that was shown. */
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'trials'; readonly request: number; readonly run: string; readonly page: TrialsPage }
  | { readonly type: 'transcript'; readonly run: string; readonly transcript: TranscriptView }
  /** Characters that arrived for the open trial while it runs. */
  | { readonly type: 'delta'; readonly run: string; readonly trial: string; readonly delta: Delta }
  | { readonly type: 'failed'; readonly message: string };

export type FromPanel =
  | { readonly type: 'ready' }
  /** Lets the user choose a scenario of the workspace. */
  | { readonly type: 'openScenario' }
  | { readonly type: 'run' }
  | { readonly type: 'resume' }
  | { readonly type: 'stop' }
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
  | { readonly type: 'previewPrompt'; readonly run: string; readonly condition: string }
  /** Shows the YAML line of a rule (a JSON pointer of the scenario). */
  | { readonly type: 'revealRule'; readonly run: string; readonly pointer: string }
  | { readonly type: 'setKey'; readonly profile: string }
  | { readonly type: 'manageTrust' }
  | { readonly type: 'showProblems' };
