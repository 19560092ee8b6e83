import type { AskedAction } from '../../conversation/asked.ts';
import type { FieldMatch } from '../../scenario/sourceText.ts';
import { evaluateMatch, fieldSubject, type SubjectPart } from '../../transcript/match.ts';
import { fieldPassage } from '../../transcript/passage.ts';
import type { ActionField } from '../../transcript/transcript.ts';
import type { Approver } from './approver.ts';

/** What is decided of the actions that it fits. */
export interface ApprovalRule {
  /** Null: any. */
  readonly tool: string | null;
  /** All of these hold on the same action. */
  readonly where: readonly FieldMatch[];
  readonly approved: boolean;
  readonly reason: string | null;
}

/**
 * Decides by rules, of which the first that fits is taken. An action that none fits is a bug: whoever made them has seen to it
 * that each tool that asks has one.
 */
export function createPolicy(rules: readonly ApprovalRule[]): Approver {
  const ruleFor = (asked: AskedAction): ApprovalRule => {
    const rule = rules.find((each) => fits(each, asked));
    if (rule === undefined) throw new Error(`no rule decides on an action of ${asked.tool.id}`);
    return rule;
  };
  return {
    by: 'policy',
    decide: ({ asked }) => Promise.resolve(ruleFor(asked)),
    repeats(asked, { approved, reason }) {
      const rule = ruleFor(asked);
      return rule.approved === approved && (approved || rule.reason === reason);
    },
  };
}

/** One answer to everything. */
export function createUniformPolicy(approved: boolean): Approver {
  return createPolicy([{ tool: null, where: [], approved, reason: null }]);
}

function fits({ tool, where }: ApprovalRule, { tool: { id }, action, messages }: AskedAction): boolean {
  if (tool !== null && tool !== id) return false;
  const partOf = (field: ActionField): SubjectPart => ({
    passage: fieldPassage(field, { messages }),
    values: field.values,
  });
  return where.every(
    ({ field, match }) => evaluateMatch(match, fieldSubject(field, action, partOf), ({ text }) => text).held,
  );
}
