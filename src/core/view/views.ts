/** What the panel, the CLI and the reports show: values ready to be drawn, plain JSON, in pages where they can be many. */
import type { Levels } from '../scenario/scenario.ts';
import type { Cell, ExpectationResult, Rate } from '../stats/summary.ts';
import type { ActionForm, EndReason, StopReason, Usage } from '../transcript/transcript.ts';
export type { Delta } from '../provider/provider.ts';
export type { ReviewAnswer } from '../verdict/review.ts';
import type { Review } from '../verdict/review.ts';
import type { GateTrace, JudgeAnswer, VerdictStatus } from '../verdict/verdict.ts';
import type { AgreementView } from './agreementView.ts';

export type RunStatus = 'running' | 'stopping' | 'stopped' | 'finished' | 'failed' | 'out-of-budget';

/** The first question: how is the run going, and where does it happen? */
export interface RunView {
  readonly run: string;
  readonly scenario: { readonly id: string; readonly title: string; readonly path: string };
  readonly status: RunStatus;
  /** How often it was gone on with after it had been left before its end. */
  readonly resumed: number;
  readonly createdAt: string;
  /** The open file no longer sends what this run sent. */
  readonly stale: boolean;
  readonly progress: {
    readonly planned: number;
    readonly completed: number;
    readonly failed: number;
    readonly stopped: number;
    readonly running: number;
  };
  /** Of the trials under way, what a person has to decide on; of a run that has ended, what was left undecided. */
  readonly waiting: WaitingActions;
  /** Of the completed trials, those that an earlier run had bought. */
  readonly reused: number;
  /** Requests that gave no answer; the ambiguous ones may have been answered and billed. Most were sent again. */
  readonly attempts: { readonly failed: number; readonly ambiguous: number };
  readonly usage: Usage;
  readonly cost: RunCost;
  readonly factors: readonly {
    readonly name: string;
    readonly title: string;
    readonly levels: readonly string[];
    readonly baseline: string | null;
  }[];
  readonly models: readonly { readonly model: string; readonly label: string | null }[];
  readonly classifiers: readonly {
    readonly id: string;
    readonly title: string;
    readonly pointer: string;
    /** First the positive ones. */
    readonly labels: readonly { readonly label: string; readonly positive: boolean }[];
  }[];
  /** What people said of the trials, beside each classifier. */
  readonly agreement: readonly AgreementView[];
  /** The classifiers of the open file are others than those that gave these verdicts. */
  readonly rubricStale: boolean;
  /** The run whose transcripts this one graded anew; null of any other. */
  readonly grades: string | null;
  /** For each classifier, every condition and model, in the order of the design; also those without a graded trial yet. */
  readonly cells: readonly Cell[];
  /** For each classifier, in order, the same cells in two dimensions; null where there are none. */
  readonly matrices: readonly (MatrixView | null)[];
  /** The rate along each ordered factor; empty where there is none. */
  readonly ladders: readonly LadderView[];
  readonly expectations: readonly ExpectationResult[];
  /** The first failures, each once, for a person. */
  readonly errors: readonly { readonly message: string; readonly count: number }[];
}

/** Cells in two dimensions. Sums are null where counts must not be pooled. */
export interface MatrixView {
  /** Whose levels the columns are; null: they are models. */
  readonly factor: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly MatrixRow[];
  /** Of each column, over all rows. */
  readonly all: readonly (Rate | null)[];
  readonly total: Rate | null;
}

export interface MatrixRow {
  /** Of the factors that make the rows. */
  readonly levels: Levels;
  /** For each column, the index into `cells` of the run; null where the design leaves it out. */
  readonly cells: readonly (number | null)[];
  readonly all: Rate | null;
}

/** How the rate goes along one ordered factor. */
export interface LadderView {
  readonly factor: string;
  readonly title: string;
  /** Its levels, from the first up. */
  readonly levels: readonly string[];
  readonly lines: readonly LadderLine[];
}

/** The steps differ in nothing but the level of the ladder. */
export interface LadderLine {
  readonly classifier: string;
  readonly model: string;
  /** The levels of all other factors. */
  readonly others: Levels;
  /** One for each level of the ladder; null where the design leaves it out. Without a graded trial its rate is null. */
  readonly steps: readonly (Cell | null)[];
}

export interface WaitingActions {
  readonly count: number;
  /** The first of them, in the order in which they were asked for. */
  readonly actions: readonly WaitingAction[];
}

/** An action that waits for a decision. */
export interface WaitingAction extends Pick<TrialRow, 'trial' | 'condition' | 'levels' | 'model' | 'repetition'> {
  /** Unique in its trial. */
  readonly question: string;
  readonly action: ActionPart;
  /** Some of it is left out here; the transcript has it whole. */
  readonly isCut: boolean;
}

/** What of several runs can be added up. */
export type RunSums = Pick<RunView, 'progress' | 'reused' | 'attempts' | 'usage' | 'cost'>;

/** In US dollars; null is not known, never zero. */
export interface RunCost {
  /** What the answers until now cost, at least and at most; the same where it is known. */
  readonly spent: readonly [atLeast: number, atMost: number | null];
  /** What the requests under way may cost. */
  readonly reserved: number | null;
  /** Null: there is none. */
  readonly budget: number | null;
  /** Of a run that ended for want of budget: the least that would let it go on. */
  readonly needed: number | null;
}

/** `waiting`: for a person's decision. */
export type TrialState = 'waiting' | 'running' | 'completed' | 'failed' | 'stopped';
export interface TrialRow {
  readonly trial: string;
  readonly condition: string;
  readonly levels: Levels;
  readonly model: string;
  readonly repetition: number;
  readonly state: TrialState;
  readonly actions: number;
  readonly verdicts: readonly {
    readonly classifier: string;
    readonly status: VerdictStatus;
    readonly label: string | null;
    readonly positive: boolean | null;
    readonly split?: boolean;
    readonly disputed?: boolean;
  }[];
  /** What people said last, where they said anything. */
  readonly reviews: readonly Review[];
}

export interface TrialFilter {
  readonly condition?: string;
  readonly model?: string;
  readonly classifier?: string;
  /** With `classifier`: only these verdicts; `excluded` are those that count in no rate. */
  readonly verdict?: 'positive' | 'negative' | 'excluded';
  /**
   * With `classifier`. `unreviewed`: nobody has said what it is. `disagreed`: a person says something else. `disputed`: gate and
   * judge differ. `split`: the votes of its judge do.
   */
  readonly only?: 'unreviewed' | 'disagreed' | 'disputed' | 'split';
  /** Only trials whose transcript has this text, in capital or small letters; not empty. */
  readonly text?: string;
}

/** One page of the trials that have begun, newest last, in the order in which they ended. */
export interface TrialsPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly TrialRow[];
}

/** What exactly did the model do, and why does the classifier say so? */
export interface TranscriptView {
  readonly row: TrialRow;
  readonly label: string | null;
  readonly stop: StopReason | null;
  readonly usage: Usage;
  readonly durationMs: number | null;
  readonly requestId: string | null;
  /** How a conversation of several answers went; null of any other, and of one that did not end by itself. */
  readonly course: { readonly ended: EndReason; readonly answers: number } | null;
  readonly error: string | null;
  /** In the order in which they were sent; empty where the first was answered, and so was each judge's. */
  readonly attempts: readonly AttemptView[];
  readonly parts: readonly TranscriptPart[];
  readonly verdicts: readonly VerdictView[];
}

/** One request: what became of it. */
export interface AttemptView {
  /** The classifier whose judge was asked; null for the trial's own. */
  readonly judge: string | null;
  /** `answered`, or the kind of its failure. */
  readonly outcome: string;
  /** For a person; null where it was answered. */
  readonly message: string | null;
  /** It may have been answered and billed, and the answer was lost. */
  readonly ambiguous: boolean;
  /** Of HTTP. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** In milliseconds; null where that is not known. */
  readonly durationMs: number | null;
}

export type TranscriptPart =
  | { readonly kind: 'text'; readonly text: MarkedText }
  /**
   * What the user said after an answer; `probe` names the question where it is one, and `event` what happened where it is no
   * person's word. The text of an event is empty where the model was told nothing.
   */
  | { readonly kind: 'user'; readonly probe: string | null; readonly event: string | null; readonly text: MarkedText }
  /** What a tool answered. */
  | { readonly kind: 'result'; readonly tool: string; readonly isError: boolean; readonly text: MarkedText }
  | { readonly kind: 'reasoning'; readonly words: number; readonly hidden: boolean; readonly text: MarkedText }
  | (ActionPart & { readonly raw: string });

export interface ActionPart {
  readonly kind: 'action';
  readonly tool: string;
  /** How to draw it. */
  readonly looks: 'mail' | 'forward' | 'file' | 'alert' | 'call';
  readonly form: ActionForm;
  readonly fields: readonly { readonly name: string; readonly text: MarkedText }[];
  /** Of one whose tool asks first, when that was decided. */
  readonly decision?: DecisionView;
}

interface DecisionView {
  readonly approved: boolean;
  /** «denied by a person». */
  readonly words: string;
  /** What the model was told beside the refusal; null: nothing. */
  readonly reason: string | null;
}

/** A text in stretches; `marks` are the numbers of the evidence that a stretch belongs to, as the verdicts number it. */
export type MarkedText = readonly { readonly text: string; readonly marks: readonly number[] }[];

export interface VerdictView {
  readonly classifier: string;
  readonly title: string;
  readonly pointer: string;
  readonly status: VerdictStatus;
  readonly label: string | null;
  readonly positive: boolean | null;
  readonly reason: string;
  readonly gate: GateTrace | null;
  readonly judge: (JudgeAnswer & { readonly label: string | null }) | null;
  /** What a person said last, and how often something else before; null where nobody did. */
  readonly review: (Review & { readonly at: number; readonly earlier: number }) | null;
  /** Numbered from 1 across the transcript's verdicts; `GateTrace.evidence` holds these numbers. */
  readonly evidence: readonly {
    readonly number: number;
    readonly by: 'gate' | 'judge';
    readonly quote: string;
    readonly pointer: string;
  }[];
}
