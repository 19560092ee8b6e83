import { canonicalJson } from '../text/json.ts';
import type { AnswerRule } from './scenario.ts';
import type { FieldMatch, Match, When } from './sourceText.ts';

type Shadowing = Pick<AnswerRule, 'where' | 'calls' | 'when'>;

/** Whether earlier rules leave no call to a rule: they take all that fits it, one call after the other. Errs towards no. */
export function isShadowed(rule: Shadowing, earlier: readonly Shadowing[]): boolean {
  const taken = earlier
    .filter((before) => isWhenever(before.when, rule.when) && before.where.every((asked) => follows(asked, rule.where)))
    .map(({ calls }) => calls)
    .sort((a, b) => a.from - b.from);
  let next = rule.calls.from;
  for (const { from, to } of taken) {
    if (from > next) return false;
    if (to >= rule.calls.to) return true;
    next = Math.max(next, to + 1);
  }
  return false;
}

function isWhenever(before: When, when: When): boolean {
  return before.length === 0 || canonicalJson(before) === canonicalJson(when);
}

/** Whether what fits a rule surely passes a test: the rule has it too, or leaves only values that pass. */
function follows({ field, match }: FieldMatch, where: readonly FieldMatch[]): boolean {
  return where.some(
    (own) => own.field === field && (meaning(own.match) === meaning(match) || isAmong(own.match, match)),
  );
}

/** Both say only what the field is equal to, and one has all the words of the other. */
function isAmong(own: Match, wider: Match): boolean {
  if (Object.keys(own).length > 2 || Object.keys(wider).length > 2 || own.equals === undefined) return false;
  const words = new Set(wider.equals?.map(({ text }) => text.toLowerCase()));
  return own.equals.every(({ text }) => words.has(text.toLowerCase()));
}

/** Tests of one meaning have one text, wherever they stand. */
function meaning(match: Match): string {
  return JSON.stringify(match, (key, value: unknown) => (key === 'pointer' ? undefined : value));
}
