import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import type { AnswerRule as RuleShape, Tool as ToolShape } from './generated/scenarioFile.ts';
import type { Ids } from './ids.ts';
import { isShadowed } from './shadowed.ts';
import { readMatch, type PatternBudget } from './matches.ts';
import { entries, field, isPresent, items, numberIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { AnswerRule, ToolField } from './scenario.ts';
import type { FieldMatch } from './sourceText.ts';
import { readString } from './texts.ts';
import { readWhen } from './when.ts';

/** What a rule may name. */
export interface RuleNames {
  readonly factors: FactorTable;
  readonly documents: Ids;
  readonly patterns: PatternBudget;
  readonly tool: string | null;
  /** Null where they could not be read. */
  readonly fields: readonly Pick<ToolField, 'name' | 'type'>[] | null;
}

const every = { from: 1, to: Number.MAX_SAFE_INTEGER };

/** What a tool answers: one text, or rules. A rule to which earlier ones leave no call is never taken, which surely is a mistake. */
export function* readReturns(
  reader: Reader,
  names: RuleNames,
  part: Part<ToolShape['returns']>,
): Steps<readonly AnswerRule[]> {
  const whole = readString(reader, part);
  if (whole !== null)
    return [{ where: [], calls: every, when: [], text: whole, isError: false, pointer: part.pointer }];
  const rules: AnswerRule[] = [];
  for (const item of items(part as Part<readonly RuleShape[]>)) {
    const rule = yield* readRule(reader, names, item);
    if (rules.length <= mostCompared && isShadowed(rule, rules)) {
      const message =
        'This answer is never given: those before it take every call that it is for. Move it before them, or remove it.';
      reader.warning('unreachable-alternative', reader.atKey(item), message);
    }
    rules.push(rule);
    if (reader.pace.isDue(20)) yield;
  }
  return rules;
}

/** Each rule is held against all before it; a tool with more has been generated. */
const mostCompared = 200;

function* readRule(reader: Reader, names: RuleNames, part: Part<RuleShape>): Steps<AnswerRule> {
  const [text, error] = [readString(reader, field(part, 'text')), readString(reader, field(part, 'error'))];
  const when = yield* readWhen(reader, names.factors, field(part, 'when'));
  const where = entries(field(part, 'where')).map(([name, match]): FieldMatch => {
    const known = names.fields?.find((each) => each.name === name);
    if (names.fields !== null && known === undefined) {
      reader.unknown('unknown-field', reader.atKey(match), {
        name,
        says: names.tool === null ? 'This tool has no field' : `Tool \`${names.tool}\` has no field`,
        known: names.fields.map((each) => each.name),
        knownAre: 'Its fields are',
      });
    }
    return { field: name, match: readMatch(reader, match, { ...names, type: known?.type ?? 'addresses' }) };
  });
  // One that says nothing is an answer all the same, so that nothing is reported of its tool as well.
  const said = text ?? error ?? { text: '', pointer: part.pointer };
  if ((text === null && error === null) || (text !== null && error !== null)) {
    const message = 'An answer is a `text` or an `error`, one of the two. Write what the model is told.';
    if (!reader.hasStrayKey(part)) reader.error('answer-text', reader.atKey(part), message);
  }
  return {
    where,
    calls: readCalls(field(part, 'call')),
    when,
    text: said,
    isError: text === null,
    pointer: part.pointer,
  };
}

function readCalls(part: Part<RuleShape['call']>): AnswerRule['calls'] {
  if (!isPresent(part)) return every;
  const only = numberIn(part);
  if (only !== null) return { from: only, to: only };
  return { from: numberIn(field(part as Part<{ from: number }>, 'from')) ?? 1, to: every.to };
}
