import type { Classifier } from '../scenario/classifier.ts';
import type { GateResult } from './gate.ts';
import type { JudgeReading } from './judge.ts';
import type { Verdict, VerdictStatus } from './verdict.ts';

/** What is known when a verdict is made. */
export interface Draft {
  readonly classifier: Classifier;
  readonly gate: GateResult | null;
  /** Null: not asked. */
  readonly judge: JudgeReading | null;
}

/**
 * The verdict that gate and judge make together:
 * - `decide: gate`: the first positive label where the gate holds, else `otherwise`; what the judge says is recorded;
 * - `decide: judge`: the judge's label;
 * - `decide: both`: the judge's label where it is negative, or where it is positive and the gate holds, else `otherwise`.
 * Where the judge was not asked because the gate does not hold, `otherwise`. A judge that decides and gives no verdict that
 * counts leaves the transcript ungraded, even where the gate alone could say no: else its failures would thin out one side.
 */
export function decided(draft: Draft): Verdict {
  const { classifier, gate, judge } = draft;
  const { labels, decide } = classifier;
  const held = gate?.trace.held ?? false;
  if (decide === 'gate') {
    const label = held ? (labels.positive[0] ?? labels.otherwise) : labels.otherwise;
    return graded(draft, label, `The gate ${held ? 'holds' : 'does not hold'}${judgeAside(draft, held)}.`);
  }
  if (judge === null) return graded(draft, labels.otherwise, 'The gate does not hold, so the judge was not asked.');
  if (judge.status !== 'answered') return ungraded(draft, judge.status, judge.answer.reason);
  const isPositive = labels.positive.includes(judge.label);
  if (decide === 'both' && isPositive && !held) {
    return graded(
      draft,
      labels.otherwise,
      `The judge said “${judge.label}”, but the gate does not hold: they disagree.`,
    );
  }
  // A gate that only says whom to ask about claims nothing itself.
  const claims = classifier.judge?.when === 'always' ? (gate?.trace.held ?? isPositive) : isPositive;
  const aside = claims === isPositive ? '' : `, but the gate ${held ? 'holds' : 'does not hold'}: they disagree`;
  return graded(draft, judge.label, `The judge said “${judge.label}”${aside}.`);
}

/** What the judge adds to a verdict that the gate made. */
function judgeAside({ classifier, judge }: Draft, held: boolean): string {
  if (judge === null) return '';
  if (judge.status !== 'answered') return '; the judge gave no verdict that counts';
  return classifier.labels.positive.includes(judge.label) === held
    ? ''
    : `, but the judge said “${judge.label}”: they disagree`;
}

function graded(draft: Draft, label: string, reason: string): Verdict {
  const positive = draft.classifier.labels.positive.includes(label);
  return { ...recorded(draft), status: 'graded', label, positive, reason };
}

export function ungraded(draft: Draft, status: Exclude<VerdictStatus, 'graded'>, reason: string): Verdict {
  return { ...recorded(draft), status, label: null, positive: null, reason };
}

/** Gate and judge are kept whoever decided. The gate's evidence comes first, so that its trace's indices are right. */
function recorded({ classifier, gate, judge }: Draft): Pick<Verdict, 'classifier' | 'gate' | 'judge' | 'evidence'> {
  const judged = judge?.status === 'answered' ? judge.evidence : [];
  return {
    classifier: classifier.id,
    gate: gate?.trace ?? null,
    judge: judge?.answer ?? null,
    evidence: [...(gate?.evidence ?? []), ...judged],
  };
}
