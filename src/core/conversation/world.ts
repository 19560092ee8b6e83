import type { Tool } from '../scenario/scenario.ts';
import { evaluateMatch, fieldSubject, type Words } from '../transcript/match.ts';
import { fieldPassage } from '../transcript/passage.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import type { Action, Block, Call, Message, ToolResult } from '../transcript/transcript.ts';
import type { Condition } from '../trial/trial.ts';
import { holds } from '../trial/when.ts';
import { argumentProblem } from './arguments.ts';
import { createMailbox, done, failed, type Answer } from './mailbox.ts';

/** What surrounds the model in one trial. Nothing in it is left to chance: the same calls get the same answers. */
export interface World {
  /** What the actions of one answer of the model get, one for each, in order. */
  results(blocks: readonly Block[]): readonly ToolResult[];
}

export function createWorld({ prompt, levels }: Pick<Condition, 'prompt' | 'levels'>): World {
  const mailbox = createMailbox(prompt.documents);
  const words: Words = (source) => prompt.rendered.get(source.pointer) ?? source.text;
  const calls = new Map<string, number>();
  let actions = 0;

  const answer = (action: Action, call: Call | null, messages: readonly Message[]): Answer => {
    const tool = prompt.tools.find(({ id }) => id === action.tool);
    if (tool === undefined) return failed(`There is no tool ${action.tool}.`);
    const problem = argumentProblem(tool, action, call);
    if (problem !== null) return failed(problem);
    if (tool.permission === 'deny') return failed(`Permission denied: you may not use ${tool.id}.`);
    const number = (calls.get(tool.id) ?? 0) + 1;
    calls.set(tool.id, number);
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
    builtin === null ? failed(`${id} is not available at the moment.`) : mailbox.answer(builtin, action);

  return {
    results(blocks) {
      const messages: readonly Message[] = [{ role: 'assistant', blocks }];
      const read = readTranscript({ messages }, prompt).actions;
      const asked = blocks.filter((block) => block.type === 'call');
      return read.flatMap((action, index): readonly ToolResult[] => {
        const call = asked[index] ?? null;
        // The instruction's own sample is no action; a native call has to be answered, whatever it is.
        if (call === null && action.form === 'placeholder') return [];
        const said = answer(action, call, messages);
        return [{ type: 'result', call: call?.id ?? String(++actions), tool: action.tool, ...said }];
      });
    },
  };
}
