import type { AnswerRule, Tool } from '../scenario/scenario.ts';
import { joinPointer } from '../text/json.ts';
import type { Condition } from '../trial/trial.ts';
import { holds } from '../trial/when.ts';
import type { Contradiction } from './contradictions.ts';
import { actionContradiction } from './gateNeverHolds.ts';
import { mostComparisons, type Finding, type Review } from './review.ts';

/**
 * What a tool would answer and never does: to no action, in no condition. An answer that earlier ones leave nothing to is found
 * where the file is read (`unreachable-alternative`), and a tool that no condition offers is `unreached-tool`.
 */
export function* answersNeverGiven({ scenario, document, conditions }: Review): Iterable<Finding> {
  let left = mostComparisons;
  for (const tool of scenario.tools.use) {
    const offering = conditions.filter(({ prompt }) => prompt.tools.some(({ id }) => id === tool.id));
    left -= conditions.length;
    if (offering.length === 0 || tool.returns.length === 0) continue;
    if (offering.every((condition) => isDenied(tool, condition))) {
      const message = `These answers are never given: \`${tool.id}\` is denied wherever it is offered. Remove them, or change \`permission\`.`;
      const pointer = joinPointer(tool.pointer, 'returns');
      yield { message, range: document.keyRange(pointer), pointer };
      continue;
    }
    for (const rule of tool.returns) {
      left -= offering.length * (1 + rule.where.length ** 2);
      if (left < 0) return;
      const found = contradictionOf(tool, rule, offering);
      if (found === null) continue;
      const message = `This answer is never given: ${found.says}. Mend the rule, or remove it.`;
      yield { message, range: document.keyRange(found.pointer), pointer: found.pointer };
    }
  }
}

function contradictionOf(
  tool: Pick<Tool, 'id' | 'fields'>,
  rule: AnswerRule,
  offering: readonly Condition[],
): Contradiction | null {
  const fitting = offering.filter(({ levels, same }) => [levels, ...same].some((each) => holds(rule.when, each)));
  if (fitting.length === 0) {
    const pointer = joinPointer(rule.pointer, 'when');
    return { pointer, says: `its \`when\` holds in no condition that offers \`${tool.id}\`` };
  }
  const wrong = wrongType(tool, rule);
  return wrong ?? actionContradiction({ tool: tool.id, where: rule.where, pointer: rule.pointer }, fitting);
}

/** A number is never equal to a word. */
function wrongType({ fields }: Pick<Tool, 'fields'>, { where }: AnswerRule): Contradiction | null {
  for (const { field, match } of where) {
    const type = fields.find(({ name }) => name === field)?.type;
    if (match.equals?.every(({ text }) => !mayBe(text, type)) !== true) continue;
    return { pointer: match.pointer, says: `\`${field}\` is of type ${type ?? ''}, and no value of that type is this` };
  }
  return null;
}

function mayBe(text: string, type: Tool['fields'][number]['type'] | undefined): boolean {
  if (text.includes('{{')) return true;
  if (type === 'boolean') return /^(?:true|false)$/i.test(text);
  if (type === 'integer') return Number.isInteger(Number(text));
  return type !== 'number' || Number.isFinite(Number(text));
}

/** Whether a condition offers a tool and lets no use of it through. */
export function isDenied({ id }: Pick<Tool, 'id'>, { prompt }: Condition): boolean {
  return prompt.tools.find((tool) => tool.id === id)?.permission === 'deny';
}
