import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { AnswerFacts, EndReason, Message, StopReason, Transcript } from '../transcript/transcript.ts';
import { addUsage, noUsage } from '../transcript/usageSum.ts';
import type { Prompt, Trial } from '../trial/trial.ts';

/** The first request of a trial: its system prompt and its first user message, exactly as rendered. */
export function trialRequest({ condition, model, seed }: Trial): ModelRequest {
  const { system, messages } = condition.prompt;
  return {
    model: model.name,
    system: system?.text ?? null,
    messages: messages.slice(0, 1).map(({ content }) => userMessage(content.text)),
    parameters: model.parameters,
    forcedTool: null,
    scripted: { seed, levels: condition.levels },
  };
}

/** An answer that another request follows: what there is until now, from the first answer on. */
export interface Turn {
  /** From 1. */
  readonly turn: number;
  readonly facts: AnswerFacts;
  readonly messages: readonly Message[];
}

/**
 * Runs one trial: sends what the condition says, keeps each answer as it came, and goes on until the model has stopped and
 * nothing is left to say to it, until the most answers were given, or until an answer was cut off or refused. Nothing is sent
 * before `onTurn` was called for the answer before it. Rejects with what `send` rejects with.
 */
export async function converse(
  trial: Trial,
  send: (request: ModelRequest) => Promise<ModelResponse>,
  onTurn: (turn: Turn) => void,
): Promise<Transcript> {
  const { prompt } = trial.condition;
  const first = trialRequest(trial);
  const messages: Message[] = [];
  const answers: AnswerFacts[] = [];
  for (;;) {
    const { blocks, model, ...facts } = await send({ ...first, messages: [...first.messages, ...messages] });
    messages.push({ role: 'assistant', blocks });
    answers.push(facts);
    const next = nextStep(prompt, messages, answers.length, facts.stop);
    if (typeof next === 'string') {
      const usage = answers.map((answer) => answer.usage).reduce(addUsage, noUsage);
      const transcript = { messages, ...facts, usage, model };
      return prompt.turns === 1 ? transcript : { ...transcript, course: { ended: next, answers } };
    }
    onTurn({ turn: answers.length, facts, messages: [...messages] });
    messages.push(next);
  }
}

/** What the model is told next, or why there is nothing more. */
function nextStep(
  prompt: Prompt,
  messages: readonly Message[],
  answers: number,
  stop: StopReason,
): Message | EndReason {
  if (stop !== 'end' && stop !== 'stop_sequence' && stop !== 'tool_use') return 'cut';
  const said = messages.filter(({ role }) => role === 'user').length;
  const text = prompt.messages[said + 1]?.content.text;
  if (text === undefined) return 'done';
  return answers < prompt.turns ? userMessage(text) : 'turns';
}

function userMessage(text: string): Message {
  return { role: 'user', blocks: [{ type: 'text', text }] };
}
