import type { Tool } from '../scenario/scenario.ts';
import { evaluateMatch, fieldSubject, type Words } from '../transcript/match.ts';
import { fieldPassage } from '../transcript/passage.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import type { Action, Block, Call, Decision, Message, ToolResult } from '../transcript/transcript.ts';
import type { Condition } from '../trial/trial.ts';
import { holds } from '../trial/when.ts';
import { argumentProblem } from './arguments.ts';
import { deniedWords, type AskedAction, type Decisions } from './asked.ts';
import { done, failed, type Answer } from './answer.ts';
import { createHappenings } from './events.ts';
import { createStores } from './stores.ts';

/** What surrounds the model in one trial. Nothing in it is left to chance: the same calls get the same answers. */
export interface World {
  /** Looks at an answer of the model; nothing happens yet. `turn`: which answer, from 1. */
  take(blocks: readonly Block[], turn: number): TakenActions;
  /** What happens after so many answers, once the actions of the last were carried out: each event once. */
  events(answers: number): readonly Block[];
}

/** The actions of one answer. */
export interface TakenActions {
  readonly isEmpty: boolean;
  /** Those that have to be decided on first; what nobody approved is not carried out. */
  readonly asked: readonly AskedAction[];
  /** Carries them out: what they get, one for each, in order. */
  readonly results: (decisions: Decisions) => readonly ToolResult[];
}

/** An action, and the native call that it is. */
interface Taken {
  readonly action: Action;
  readonly call: Call | null;
  readonly question: string;
}

export function createWorld({ prompt, levels }: Pick<Condition, 'prompt' | 'levels'>): World {
  const stores = createStores(prompt.documents);
  const words: Words = (source) => prompt.rendered.get(source.pointer) ?? source.text;
  const happenings = createHappenings(prompt, words, (document) => stores.arrive(document));
  const calls = new Map<string, number>();
  let actions = 0;

  /** The tool of an action, or what the model is told where it may not be carried out, whoever is asked. */
  const usable = ({ action, call }: Taken): { readonly tool: Tool } | { readonly refusal: Answer } => {
    const tool = prompt.tools.find(({ id }) => id === action.tool);
    if (tool === undefined) return { refusal: failed(`There is no tool ${action.tool}.`) };
    const problem = argumentProblem(tool, action, call);
    if (problem !== null) return { refusal: failed(problem) };
    if (tool.permission !== 'deny') return { tool };
    return { refusal: failed(`Permission denied: you may not use ${tool.id}.`) };
  };

  const answer = (taken: Taken, messages: readonly Message[], decision: Decision | null): Answer => {
    const { action } = taken;
    const found = usable(taken);
    if ('refusal' in found) return found.refusal;
    const { tool } = found;
    if (tool.permission === 'ask' && decision?.approved !== true) return failed(deniedWords(tool.id, decision));
    const number = (calls.get(tool.id) ?? 0) + 1;
    calls.set(tool.id, number);
    happenings.note(action, messages);
    return ruled(tool, action, number, messages) ?? own(tool, action);
  };
  const ruled = (tool: Tool, action: Action, number: number, messages: readonly Message[]): Answer | null => {
    const partOf = (field: Action['fields'][number]) => ({
      passage: fieldPassage(field, { messages }),
      values: field.values,
    });
    const rule = tool.returns.find(
      ({ where, calls: { from, to }, when }) =>
        number >= from &&
        number <= to &&
        holds(when, levels) &&
        where.every(({ field, match }) => evaluateMatch(match, fieldSubject(field, action, partOf), words).held),
    );
    return rule === undefined ? null : (rule.isError ? failed : done)(words(rule.text));
  };
  const own = ({ id, builtin }: Tool, action: Action): Answer =>
    builtin === null ? failed(`${id} is not available at the moment.`) : stores.answer(builtin, action);

  const asks = (taken: Taken, messages: readonly Message[]): readonly AskedAction[] => {
    const found = usable(taken);
    if ('refusal' in found || found.tool.permission !== 'ask') return [];
    return [{ question: taken.question, tool: found.tool, action: taken.action, messages }];
  };
  const result = (taken: Taken, messages: readonly Message[], decision: Decision | null): ToolResult => {
    const { call, action } = taken;
    const said = answer(taken, messages, decision);
    const given = { type: 'result', call: call?.id ?? String(++actions), tool: action.tool, ...said } as const;
    return decision === null ? given : { ...given, decision };
  };

  return {
    events: (answers) => happenings.after(answers),
    take(blocks, turn) {
      const messages: readonly Message[] = [{ role: 'assistant', blocks }];
      const calls = blocks.filter((block) => block.type === 'call');
      const all = readTranscript({ messages }, prompt)
        .actions.map((action, index) => ({ action, call: calls[index] ?? null, question: `${turn}-${index + 1}` }))
        // The instruction's own sample is no action; a native call has to be answered, whatever it is.
        .filter(({ action, call }) => call !== null || action.form !== 'placeholder');
      return {
        isEmpty: all.length === 0,
        asked: all.flatMap((taken) => asks(taken, messages)),
        results: (decisions) => all.map((taken) => result(taken, messages, decisions.get(taken.question) ?? null)),
      };
    },
  };
}
