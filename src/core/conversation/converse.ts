import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { Trial } from '../trial/trial.ts';

/** The first request of a trial: its system prompt and its user message, exactly as rendered. */
export function trialRequest({ condition, model, seed }: Trial): ModelRequest {
  return {
    model: model.name,
    system: condition.prompt.system?.text ?? null,
    messages: condition.prompt.messages.map(({ role, content }) => ({
      role,
      blocks: [{ type: 'text', text: content.text }],
    })),
    parameters: model.parameters,
    forcedTool: null,
    scripted: { seed, levels: condition.levels },
  };
}

/**
 * Runs one trial: one request, one answer, kept as it came. Rejects with what `send` rejects with. The format has one user
 * message and a single turn for now, so nothing is sent after the answer.
 */
export async function converse(
  trial: Trial,
  send: (request: ModelRequest) => Promise<ModelResponse>,
): Promise<Transcript> {
  const { blocks, stop, usage, model, requestId } = await send(trialRequest(trial));
  return { messages: [{ role: 'assistant', blocks }], stop, usage, model, requestId };
}
