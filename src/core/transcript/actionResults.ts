import type { Action, Message, Reading, ToolResult } from './transcript.ts';

/**
 * What each action got, where the model was told. An answer's results stand in the message after it, one for each action in
 * order; the instruction's own sample gets one only where it is a native call.
 */
export function actionResults(
  messages: readonly Message[],
  { actions }: Pick<Reading, 'actions'>,
): ReadonlyMap<Action, ToolResult> {
  const found = new Map<Action, ToolResult>();
  for (const [message, taken] of Map.groupBy(actions, ({ at }) => at.message)) {
    const blocks = messages[message]?.blocks ?? [];
    const results = (messages[message + 1]?.blocks ?? []).filter((block) => block.type === 'result');
    const answered = taken.filter(({ at, form }) => form !== 'placeholder' || blocks[at.block]?.type === 'call');
    answered.forEach((action, index) => {
      const result = results[index];
      if (result !== undefined) found.set(action, result);
    });
  }
  return found;
}
