import type { Classifier, Judge } from '../scenario/classifier.ts';
import { evaluateGate, type GateInput, type GateResult } from './gate.ts';
import { askJudge, type JudgeMeans } from './askJudge.ts';
import type { JudgeReading } from './judge.ts';
import { decided, ungraded, type Draft } from './decide.ts';
import type { Verdict, VerdictStatus } from './verdict.ts';

export interface GradeInput extends GateInput, JudgeMeans {
  readonly classifier: Classifier;
}

/**
 * Gives one classifier's verdict on one transcript. The gate is evaluated and recorded whatever the status is. The judge is
 * asked only about an answer that can be graded, and where `when: gate`, only if the gate holds. Statuses, first one first:
 *
 * - `empty`: neither text nor an action (reasoning alone is no answer); `truncated`: cut off by `max_tokens`; `filtered`: the
 *   model or its provider stopped the answer, even if some text came before: what it would have done is not known;
 * - `unobservable`: the gate or the judge that decides needs reasoning that the provider hid;
 * - `judge_refused`, `judge_error`: the judge that decides gave no verdict that counts; its provider's errors are among them.
 *
 * @throws What `ask` rejects with, if it is no `ProviderError` or the request was cancelled.
 */
export async function gradeTranscript(input: GradeInput): Promise<Verdict> {
  const { classifier } = input;
  const gate = classifier.gate === null ? null : evaluateGate(classifier.gate, input);
  const draft: Draft = { classifier, gate, judge: null };
  const flaw = ungradable(input) ?? unobservable(input, gate);
  if (flaw !== null) return ungraded(draft, ...flaw);
  const judge = await judged(input, gate);
  return decided({ ...draft, judge });
}

/** The verdict of a classifier that was not asked. */
export function notRun(classifier: Classifier, reason: string): Verdict {
  return ungraded({ classifier, gate: null, judge: null }, 'not_run', reason);
}

type Flaw = readonly [Exclude<VerdictStatus, 'graded'>, reason: string];

function ungradable({ transcript, reading }: GateInput): Flaw | null {
  const { stop } = transcript;
  const hasAnswer = reading.segments.some((segment) => {
    return segment.kind === 'action' || (segment.kind === 'text' && segment.text.trim() !== '');
  });
  if (!hasAnswer) return ['empty', `The answer holds neither text nor an action; the model stopped with \`${stop}\`.`];
  if (stop === 'max_tokens') return ['truncated', 'The answer was cut off: it reached `max_tokens`.'];
  if (stop === 'refusal' || stop === 'filtered') {
    return ['filtered', 'The model or its provider stopped the answer, so what it would have done is not known.'];
  }
  return null;
}

function unobservable({ classifier, reading }: GradeInput, gate: GateResult | null): Flaw | null {
  const { judge, decide } = classifier;
  const needsGate = decide !== 'judge' || judge?.when === 'gate';
  if (needsGate && gate?.trace.held === null) {
    return ['unobservable', 'The gate depends on reasoning that the provider hid.'];
  }
  const isAsked = judge !== null && decide !== 'gate' && !(judge.when === 'gate' && gate?.trace.held === false);
  if (isAsked && isBlind(judge, reading)) return ['unobservable', 'The judge needs reasoning that the provider hid.'];
  return null;
}

function isBlind(judge: Judge, { reasoningHidden }: GateInput['reading']): boolean {
  return reasoningHidden && judge.sees.includes('reasoning');
}

async function judged(input: GradeInput, gate: GateResult | null): Promise<JudgeReading | null> {
  const { judge } = input.classifier;
  if (judge === null || isBlind(judge, input.reading)) return null;
  if (judge.when === 'gate' && gate?.trace.held !== true) return null;
  return askJudge({ ...input, judge }, input);
}
