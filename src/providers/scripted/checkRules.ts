import { RE2JS } from 're2js';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { joinPointer } from '../../core/text/json.ts';
import type { Problem, Severity } from '../../core/text/problem.ts';
import type { TextRange } from '../../core/text/range.ts';
import type { Answer, Rule, ScriptedModelFile } from '../generated/scriptedModelFile.ts';

/** What a schema cannot say of rules: answers that contradict themselves, patterns that cannot be read, rules never reached. */
export function checkRules(document: ParsedDocument, { rules }: ScriptedModelFile): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (severity, code, { range, pointer }, message) => {
    problems.push({ code, severity, message, range, pointer });
  };
  rules.forEach((rule, index) => {
    const pointer = joinPointer('', 'rules', index);
    checkPattern(document, report, rule, pointer);
    rule.answers.forEach((answer, at) => {
      checkAnswer(document, report, { rule, answer, pointer: joinPointer(pointer, 'answers', at) });
    });
  });
  for (const index of unreachable(rules)) {
    const message =
      'No request gets here: an earlier rule answers every request of this kind. Move this rule before it, or delete one of the two.';
    report('warning', 'unreachable-rule', atFirstKey(document, joinPointer('', 'rules', index), rules[index]), message);
  }
  return problems;
}

interface Place {
  readonly range: TextRange;
  readonly pointer: string;
}

type Report = (severity: Severity, code: string, place: Place, message: string) => void;

/** A map that stands in a list has no key of its own; its first one stands for it. */
function atFirstKey(document: ParsedDocument, pointer: string, map: object = {}): Place {
  const [first] = Object.keys(map);
  return { range: document.keyRange(first === undefined ? pointer : joinPointer(pointer, first)), pointer };
}

function atKey(document: ParsedDocument, holder: string, key: string): Place {
  const pointer = joinPointer(holder, key);
  return { range: document.keyRange(pointer), pointer };
}

interface Checked {
  readonly rule: Rule;
  readonly answer: Answer;
  readonly pointer: string;
}

const says = ['text', 'actions', 'verdict', 'error', 'reasoning', 'reasoning_hidden', 'stop'] as const;

function checkAnswer(document: ParsedDocument, report: Report, { rule, answer, pointer }: Checked): void {
  const { error, verdict } = answer;
  const parts = says.filter((key) => answer[key] !== undefined);
  if (parts.length === 0) {
    const message = 'This answer says nothing. Write `text: ""` if the model is meant to answer with nothing.';
    report('error', 'empty-answer', atFirstKey(document, pointer, answer), message);
  } else if (error && parts.length > 1) {
    const message = 'A request that fails has no answer. Delete `error`, or everything beside it.';
    report('error', 'mixed-answer', atKey(document, pointer, 'error'), message);
  } else if (verdict && (parts.includes('text') || parts.includes('actions'))) {
    const message = 'A verdict is an answer of its own. Delete `verdict`, or `text` and `actions`.';
    report('error', 'mixed-answer', atKey(document, pointer, 'verdict'), message);
  } else if (verdict && rule.when?.judge === false) {
    const message = 'Only judges are asked for a verdict. Delete `judge: false`, or the verdict.';
    report('error', 'verdict-for-trial', atKey(document, pointer, 'verdict'), message);
  }
}

function checkPattern(document: ParsedDocument, report: Report, { when }: Rule, holder: string): void {
  for (const key of ['prompt', 'last'] as const) {
    const match = when?.[key];
    if (match === undefined || !('matches' in match)) continue;
    try {
      RE2JS.compile(match.matches, RE2JS.CASE_INSENSITIVE);
    } catch {
      const pointer = joinPointer(holder, 'when', key, 'matches');
      const message = 'This is no regular expression in RE2 syntax, which has no look-around and no back-references.';
      report('error', 'invalid-pattern', { range: document.valueRange(pointer), pointer }, message);
    }
  }
}

/** The rules after one that answers every request of their kind. */
function unreachable(rules: readonly Rule[]): readonly number[] {
  const answered = new Set<boolean>();
  return rules.flatMap((rule, index) => {
    const kind = isForJudges(rule);
    if (answered.has(kind)) return [index];
    const { levels, prompt, last, turn } = rule.when ?? {};
    if (!levels && !prompt && !last && turn === undefined) answered.add(kind);
    return [];
  });
}

/** Whether a rule answers judges: as it says, or because it has verdicts to give. */
export function isForJudges({ when, answers }: Rule): boolean {
  return when?.judge ?? answers.some(({ verdict }) => verdict !== undefined);
}
