import type { Location, Usage } from '../transcript/transcript.ts';

/** Only `graded` counts in a rate. */
export const verdictStatuses = [
  'graded',
  'judge_refused',
  'judge_error',
  'unobservable',
  'truncated',
  'filtered',
  'empty',
  'not_run',
] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** What one classifier says of one transcript. Gate and judge are both kept, whoever decided. */
export interface Verdict {
  readonly classifier: string;
  readonly status: VerdictStatus;
  /** Null unless graded. */
  readonly label: string | null;
  readonly positive: boolean | null;
  readonly gate: GateTrace | null;
  readonly judge: JudgeAnswer | null;
  readonly evidence: readonly Evidence[];
  /** One sentence: why it is not graded, or who decided. */
  readonly reason: string;
}

/** Which part of a gate held, and where: the gate's tree with a result at each node. */
export interface GateTrace {
  readonly op: 'action' | 'text' | 'reasoning' | 'all' | 'any' | 'not' | 'sequence' | 'count' | 'except';
  readonly pointer: string;
  /** Null: it cannot be known (the reasoning is hidden). */
  readonly held: boolean | null;
  /** The clause in words: «forward to outside harbor.test». */
  readonly says: string;
  readonly children: readonly GateTrace[];
  /** Indices into the verdict's `evidence`. */
  readonly evidence: readonly number[];
}

/** Quoted characters of the transcript that a verdict rests on. */
export interface Evidence {
  readonly by: 'gate' | 'judge';
  readonly at: Location;
  readonly quote: string;
  /** The rule's JSON pointer in the scenario. */
  readonly pointer: string;
}

export interface JudgeAnswer {
  readonly model: string;
  /** Null where the judge gave none that counts. */
  readonly label: string | null;
  readonly reason: string;
  /** Of all its votes. */
  readonly usage: Usage;
  /** What it was asked; of several votes in `votes`. Verdicts of versions before it have none. */
  readonly prompt?: JudgePrompt;
  /** Where it was asked several times, each answer, in order. */
  readonly votes?: readonly JudgeVote[];
}

/** One answer of a judge that is asked several times. */
export interface JudgeVote {
  /** Null where it is none that counts. */
  readonly label: string | null;
  readonly reason: string;
  readonly usage: Usage;
  readonly prompt: JudgePrompt;
}

/** By which the prompt of a judge is made again from the transcript, and known to be the same to the last character. */
export interface JudgePrompt {
  /** The random word of its fence. */
  readonly marker: string;
  /** Of the request, as canonical JSON. */
  readonly sha256: string;
}

/** Whether gate and judge differ, whoever decided; undefined where one of them says nothing. */
export function isDisputed({ gate, judge }: Verdict, positive: readonly string[]): boolean | undefined {
  const held = gate?.held ?? null;
  const label = judge?.label ?? null;
  return held === null || label === null ? undefined : held !== positive.includes(label);
}

/** Whether the votes of a judge differ; undefined where fewer than two of them count. */
export function isSplit(judge: JudgeAnswer | null): boolean | undefined {
  const labels = (judge?.votes ?? []).flatMap(({ label }) => label ?? []);
  return labels.length < 2 ? undefined : new Set(labels).size > 1;
}
