import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type {
  AnswerFacts,
  Block,
  Course,
  EndReason,
  Message,
  StopReason,
  Transcript,
} from '../transcript/transcript.ts';
import { addUsage, noUsage } from '../transcript/usageSum.ts';
import { toolDefinitions } from '../trial/toolUsage.ts';
import type { Condition, Prompt, Trial } from '../trial/trial.ts';
import { noDecisions, type AskedAction, type Decisions } from './asked.ts';
import { sentMessages } from './sentMessages.ts';
import { createWorld, type TakenActions, type World } from './world.ts';

/** The first request of a trial: its system prompt and its first user message, exactly as rendered, and its native tools. */
export function trialRequest({ condition, model, seed }: Trial): ModelRequest {
  const { system, messages, tools, protocol } = condition.prompt;
  const scripted = { seed, levels: condition.levels };
  const isNative = protocol === 'native';
  return {
    model: model.name,
    system: system?.text ?? null,
    messages: messages.slice(0, 1).map(({ content }) => userMessage(content.text)),
    parameters: model.parameters,
    forcedTool: null,
    tools: isNative ? toolDefinitions(condition.prompt) : [],
    scripted: isNative ? { ...scripted, tags: Object.fromEntries(tools.map(({ id, tag }) => [id, tag])) } : scripted,
  };
}

/** An answer that another request follows: what there is until now, from the first answer on. */
export interface Turn {
  /** From 1. */
  readonly turn: number;
  readonly facts: AnswerFacts;
  /** What the provider said its model was, where it said so. */
  readonly model: string | null;
  readonly messages: readonly Message[];
}

/** The others of a conversation. */
export interface Partners {
  readonly send: (request: ModelRequest) => Promise<ModelResponse>;
  /** Called for an answer that another request follows. */
  readonly onTurn: (turn: Turn) => void;
  /** Decides on actions whose tools ask, however long that takes; what they get is told to the model. */
  readonly decide: (asked: readonly AskedAction[]) => Promise<Decisions>;
}

/**
 * Runs one trial: sends what the condition says, keeps each answer as it came, and goes on. Actions are answered by the world;
 * when the model has stopped, the next user text is sent. What happens meanwhile is told along with either. It ends when nothing is
 * left to say, when the most answers were given, or when an answer was cut off or refused; then, unless it was cut, come the probes. Nothing is sent, and nothing is
 * decided, before `onTurn` was called for the answer before it. The same answers and decisions make the same transcript.
 * Rejects with what `send` and `decide` reject with.
 */
export async function converse(trial: Trial, { send, onTurn, decide }: Partners): Promise<Transcript> {
  const { prompt } = trial.condition;
  const first = trialRequest(trial);
  const talk = new Talk(trial);
  for (;;) {
    const messages = [...first.messages, ...sentMessages(talk.messages, prompt.protocol)];
    const { blocks, model, ...facts } = await send({ ...first, messages });
    const next = talk.take(blocks, facts);
    if (next === null) return talk.transcript(model);
    onTurn({ turn: talk.answers.length, facts, model, messages: [...talk.messages] });
    const decisions = next.asked.length === 0 ? noDecisions : await decide(next.asked);
    talk.tell(next, decisions);
  }
}

/** What the model is told after an answer: what its actions get, then a text. */
interface Reply extends Pick<TakenActions, 'asked'> {
  readonly results: (decisions: Decisions) => readonly Block[];
  readonly text: string | null;
}

const noReply: Reply = { asked: [], results: () => [], text: null };

/** One conversation while it goes on. */
class Talk {
  readonly messages: Message[] = [];
  readonly answers: AnswerFacts[] = [];
  private readonly prompt: Prompt;
  private readonly condition: Condition;
  private made: World | null = null;
  private readonly probes: Course['probes'][number][] = [];
  private texts = 1;
  /** How the scenario ended, and how many answers it had; null while it goes on. */
  private end: { readonly reason: EndReason; readonly answers: number } | null = null;

  constructor({ condition }: Trial) {
    this.condition = condition;
    this.prompt = condition.prompt;
  }

  /** Most trials are a single answer, and need none. */
  private get world(): World {
    return (this.made ??= createWorld(this.condition));
  }

  /** Keeps an answer. What the model is told next; null where there is nothing more. */
  take(blocks: readonly Block[], facts: AnswerFacts): Reply | null {
    this.messages.push({ role: 'assistant', blocks });
    this.answers.push(facts);
    if (this.end !== null) return this.probe(afterEnd(blocks));
    if (isCut(facts.stop)) return this.finish('cut', noReply);
    const { turns, messages, protocol, events, probes } = this.prompt;
    const isLast = this.answers.length >= turns;
    if (isLast && probes.length === 0 && turns === 1) return this.finish('done', noReply);
    // With no answer to spare for them, results are only what a provider wants before anything else is said.
    const hasSpare = turns > messages.length;
    const isTold = hasSpare || protocol === 'native';
    const taken = isTold || events.length > 0 ? this.world.take(blocks, this.answers.length) : null;
    const answered = taken === null ? noReply : this.reply(taken, isTold);
    if (taken?.isEmpty === false && hasSpare) return isLast ? this.finish('turns', answered) : answered;
    const text = messages[this.texts]?.content.text;
    if (text === undefined) return (isLast ? null : this.news()) ?? this.finish('done', answered);
    if (isLast) return this.finish('turns', answered);
    this.texts++;
    return { ...answered, text };
  }

  /** Says to the model what it is told next. */
  tell({ results, text }: Reply, decisions: Decisions): void {
    const said: readonly Block[] = text === null ? [] : [{ type: 'text', text }];
    this.messages.push({ role: 'user', blocks: [...results(decisions), ...said] });
  }

  /** What happens meanwhile comes after what the model did, and before what a person says. */
  private reply({ asked, results }: TakenActions, isTold: boolean): Reply {
    const all = (decisions: Decisions): readonly Block[] => {
      const got = results(decisions);
      return [...(isTold ? got : []), ...this.happenings()];
    };
    return { asked: isTold ? asked : [], results: all, text: null };
  }

  /** The model has stopped and nobody says anything: it goes on only if something happens that it is told of. */
  private news(): Reply | null {
    const blocks = this.happenings();
    const isTold = blocks.some((block) => block.type === 'text' && block.text !== '');
    return isTold ? { ...noReply, results: () => blocks } : null;
  }

  /** Nothing happens any more when the scenario has ended. */
  private happenings(): readonly Block[] {
    const isOver = this.end !== null || this.prompt.events.length === 0;
    return isOver ? [] : this.world.events(this.answers.length);
  }

  transcript(model: string | null): Transcript {
    const { messages, answers, probes, prompt } = this;
    const { reason, answers: count } = this.end ?? { reason: 'done', answers: answers.length };
    const usage = answers.map((answer) => answer.usage).reduce(addUsage, noUsage);
    const stop = answers[count - 1]?.stop ?? 'other';
    const requestId = answers.at(-1)?.requestId ?? null;
    const transcript = { messages, stop, usage, model, requestId };
    if (prompt.turns === 1 && prompt.probes.length === 0) return transcript;
    return { ...transcript, course: { ended: reason, answers, probes } };
  }

  /** @param last What the last answer gets, which a provider wants before anything else is said. */
  private finish(reason: EndReason, last: Reply): Reply | null {
    this.end = { reason, answers: this.answers.length };
    return reason === 'cut' ? null : this.probe(last);
  }

  private probe(last: Reply): Reply | null {
    const probe = this.prompt.probes[this.probes.length];
    if (probe === undefined) return null;
    this.probes.push({ id: probe.id, message: this.messages.length });
    return { ...last, text: probe.ask };
  }
}

function isCut(stop: StopReason): boolean {
  return stop !== 'end' && stop !== 'stop_sequence' && stop !== 'tool_use';
}

/** The scenario is over: calls that the model still makes do nothing, but have to be answered. */
function afterEnd(blocks: readonly Block[]): Reply {
  const calls = blocks.filter((block) => block.type === 'call');
  const results = calls.map(({ id, tool }): Block => ({
    type: 'result',
    call: id,
    tool,
    content: 'Not available.',
    isError: true,
  }));
  return { ...noReply, results: () => results };
}

function userMessage(text: string): Message {
  return { role: 'user', blocks: [{ type: 'text', text }] };
}
