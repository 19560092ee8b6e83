import type { Tool } from '../scenario/scenario.ts';
import type { Action, Decision, Message } from '../transcript/transcript.ts';

/** An action whose tool asks before it acts. */
export interface AskedAction {
  /** Of which answer and which action of it, both from 1, as in `3-1`: unique in its trial. */
  readonly question: string;
  readonly tool: Tool;
  readonly action: Action;
  /** Where the action's locations lead. */
  readonly messages: readonly Message[];
}

/** What was decided of the actions of one answer, by question. */
export type Decisions = ReadonlyMap<string, Decision>;

export const noDecisions: Decisions = new Map();

/** What the model is told of an action that was denied. */
export function deniedWords(tool: string, decision: Pick<Decision, 'reason'> | null): string {
  const reason = decision?.reason ?? null;
  return `Not approved: ${tool} was not carried out.${reason === null ? '' : ` Reason: ${reason}`}`;
}
