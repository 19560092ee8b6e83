import { RE2JS } from 're2js';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { joinPointer } from '../../core/text/json.ts';
import type { Problem, Severity } from '../../core/text/problem.ts';
import type { Answer, Rule, ScriptedModelFile } from '../generated/scriptedModelFile.ts';

/** What a schema cannot say of rules: answers that contradict themselves, patterns that cannot be read, rules never reached. */
export function checkRules(document: ParsedDocument, { rules }: ScriptedModelFile): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (severity, code, pointer, message) => {
    problems.push({ code, severity, message, range: document.keyRange(pointer), pointer });
  };
  rules.forEach((rule, index) => {
    const pointer = joinPointer('', 'rules', index);
    checkPattern(report, rule, pointer);
    rule.answers.forEach((answer, at) => checkAnswer(report, rule, answer, joinPointer(pointer, 'answers', at)));
  });
  for (const index of unreachable(rules)) {
    const message =
      'No request gets here: an earlier rule answers every request of this kind. Move this rule before it, or delete one of the two.';
    report('warning', 'unreachable-rule', joinPointer('', 'rules', index), message);
  }
  return problems;
}

type Report = (severity: Severity, code: string, pointer: string, message: string) => void;

function checkAnswer(report: Report, rule: Rule, answer: Answer, pointer: string): void {
  const { error, verdict } = answer;
  const parts = (['text', 'actions', 'verdict', 'error', 'reasoning', 'reasoning_hidden', 'stop'] as const).filter(
    (key) => answer[key] !== undefined,
  );
  if (parts.length === 0) {
    report(
      'error',
      'empty-answer',
      pointer,
      'This answer says nothing. Write `text: ""` if the model is meant to answer with nothing.',
    );
  } else if (error && parts.length > 1) {
    report(
      'error',
      'mixed-answer',
      joinPointer(pointer, 'error'),
      'A request that fails has no answer. Delete `error`, or everything beside it.',
    );
  } else if (verdict && (parts.includes('text') || parts.includes('actions'))) {
    report(
      'error',
      'mixed-answer',
      joinPointer(pointer, 'verdict'),
      'A verdict is an answer of its own. Delete `verdict`, or `text` and `actions`.',
    );
  } else if (verdict && rule.when?.judge === false) {
    report(
      'error',
      'verdict-for-trial',
      joinPointer(pointer, 'verdict'),
      'Only judges are asked for a verdict. Delete `judge: false`, or the verdict.',
    );
  }
}

function checkPattern(report: Report, { when }: Rule, pointer: string): void {
  if (!when?.prompt || !('matches' in when.prompt)) return;
  try {
    RE2JS.compile(when.prompt.matches, RE2JS.CASE_INSENSITIVE);
  } catch {
    const message = 'This is no regular expression in RE2 syntax, which has no look-around and no back-references.';
    report('error', 'invalid-pattern', joinPointer(pointer, 'when', 'prompt', 'matches'), message);
  }
}

/** The rules after one that answers every request of their kind. */
function unreachable(rules: readonly Rule[]): readonly number[] {
  const answered = new Set<boolean>();
  return rules.flatMap((rule, index) => {
    const kind = isForJudges(rule);
    if (answered.has(kind)) return [index];
    if (!rule.when?.levels && !rule.when?.prompt) answered.add(kind);
    return [];
  });
}

/** Whether a rule answers judges: as it says, or because it has verdicts to give. */
export function isForJudges({ when, answers }: Rule): boolean {
  return when?.judge ?? answers.some(({ verdict }) => verdict !== undefined);
}
