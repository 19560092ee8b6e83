import type { Delta, ModelResponse } from '../../core/provider/provider.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block, StopReason } from '../../core/transcript/transcript.ts';
import { parseEvent } from '../http/eventData.ts';
import type { EventReader } from '../http/readStream.ts';
import { MalformedStream, StreamFailed } from '../http/streamErrors.ts';
import { CallPieces } from './callPieces.ts';
import { ReasoningDetails } from './reasoningDetails.ts';
import { hasReasoned, readUsage, unknownUsage } from './usage.ts';

const stopReasons: ReadonlyMap<string, StopReason> = new Map([
  ['stop', 'end'],
  ['length', 'max_tokens'],
  ['content_filter', 'filtered'],
  ['tool_calls', 'tool_use'],
  ['function_call', 'tool_use'],
]);

/** The service gave up in the middle, and says so as if it were a reason to stop: OpenRouter's and DeepSeek's. */
const failures: ReadonlySet<string> = new Set(['error', 'insufficient_system_resource']);

/** Builds one answer from the chunks of its stream, and believes none of them: each shape is checked where it arrives. */
export class ChunkReader implements EventReader {
  private readonly onDelta: ((delta: Delta) => void) | undefined;
  private readonly calls = new CallPieces();
  private readonly details = new ReasoningDetails();
  private text = '';
  private refusal = '';
  private reasoning = '';
  private isInThought = false;
  private id: string | null = null;
  private model: string | null = null;
  private finishReason: string | null = null;
  private usage: JsonObject | null = null;
  private isDone = false;

  constructor(onDelta: ((delta: Delta) => void) | undefined) {
    this.onDelta = onDelta;
  }

  take(data: string): boolean {
    if (data.trim() === '[DONE]') {
      this.end();
      return true;
    }
    const chunk = parseEvent(data);
    if (isSaid(chunk['error'])) throw failureOf(chunk['error']);
    if (typeof chunk['id'] === 'string') this.id = chunk['id'];
    if (typeof chunk['model'] === 'string') this.model = chunk['model'];
    if (isObject(chunk['usage'])) this.usage = chunk['usage'];
    const choice = choiceOf(chunk);
    return choice === null ? isSaid(chunk['usage']) : this.takeChoice(choice);
  }

  isComplete(): boolean {
    return this.isDone;
  }

  /** The answer, once it is complete. */
  response(requestId: string | null): ModelResponse {
    const reason = this.finishReason ?? '';
    // Gemini adds what was filtered to the reason.
    const said = stopReasons.get(reason.split(':', 1)[0] ?? '') ?? 'other';
    const calls = this.calls.blocks(said === 'max_tokens');
    const written = this.text + this.refusal;
    const blocks = [
      ...this.reasoningBlocks(),
      ...(written === '' ? [] : [{ type: 'text', text: written } as const]),
      ...calls,
    ];
    return {
      blocks,
      // A call that was forced ends with `stop`, and so does a refusal.
      stop: said !== 'end' ? said : this.refusal !== '' ? 'refusal' : calls.length > 0 ? 'tool_use' : said,
      usage: this.usage === null ? unknownUsage : readUsage(this.usage),
      model: this.model,
      requestId: requestId ?? this.id,
    };
  }

  private takeChoice(choice: JsonObject): boolean {
    const delta = isObject(choice['delta']) ? choice['delta'] : {};
    const { finish_reason: reason } = choice;
    const isContent = [
      this.takeReasoning(delta),
      this.takeContent(delta),
      this.takeRefusal(delta),
      this.takeCalls(delta),
      typeof reason === 'string',
    ].includes(true);
    if (typeof reason === 'string') {
      if (failures.has(reason)) throw new StreamFailed(reason, '');
      this.finishReason = reason;
    }
    return isContent;
  }

  /** DeepSeek, vLLM and xAI say `reasoning_content`; OpenRouter, Ollama and later versions of vLLM say `reasoning`. */
  private takeReasoning(delta: JsonObject): boolean {
    this.details.add(delta['reasoning_details']);
    const piece = textOf(delta, 'reasoning_content') || textOf(delta, 'reasoning');
    this.addReasoning(piece);
    return piece !== '' || isSaid(delta['reasoning_details']);
  }

  private takeContent(delta: JsonObject): boolean {
    const piece = textOf(delta, 'content');
    if (piece === '') return false;
    // Gemini marks the chunks of a thought, and wraps the whole in tags.
    if (isThought(delta)) {
      this.addReasoning(this.isInThought ? piece : piece.replace(/^<thought>/, ''));
      this.isInThought = true;
      return true;
    }
    const text = this.isInThought ? piece.replace(/^<\/thought>/, '') : piece;
    this.isInThought = false;
    this.text += text;
    if (text !== '') this.onDelta?.({ kind: 'text', text });
    return true;
  }

  private takeRefusal(delta: JsonObject): boolean {
    const piece = textOf(delta, 'refusal');
    this.refusal += piece;
    if (piece !== '') this.onDelta?.({ kind: 'text', text: piece });
    return piece !== '';
  }

  private takeCalls(delta: JsonObject): boolean {
    if (!isSaid(delta['tool_calls'])) return false;
    this.calls.add(delta['tool_calls']);
    return true;
  }

  private addReasoning(piece: string): void {
    this.reasoning += piece;
    if (piece !== '') this.onDelta?.({ kind: 'reasoning', text: piece });
  }

  private end(): void {
    if (this.finishReason === null) throw new MalformedStream('it ends without a reason');
    this.isDone = true;
  }

  /** Reasoning that was counted and not shown is hidden, not absent. */
  private reasoningBlocks(): readonly Block[] {
    const details = this.details.list();
    const isHidden = this.reasoning === '' && (details.length > 0 || (this.usage !== null && hasReasoned(this.usage)));
    if (this.reasoning === '' && !isHidden) return [];
    const opaque = details.length > 0 ? { opaque: { reasoning_details: details } } : {};
    return [{ type: 'reasoning', text: this.reasoning, hidden: isHidden, ...opaque }];
  }
}

/** The one answer that was asked for; null in the chunk that has the usage alone. */
function choiceOf(chunk: JsonObject): JsonObject | null {
  const { choices } = chunk;
  if (!Array.isArray(choices)) {
    if (isSaid(chunk['usage'])) return null;
    throw new MalformedStream('an event has no `choices`');
  }
  if (choices.length === 0) return null;
  const [choice] = choices as readonly unknown[];
  if (choices.length > 1 || !isObject(choice) || (choice['index'] ?? 0) !== 0) {
    throw new MalformedStream('it holds more than the one answer that was asked for');
  }
  return choice as JsonObject;
}

function isThought(delta: JsonObject): boolean {
  const extra = delta['extra_content'];
  const google = isObject(extra) ? extra['google'] : null;
  return isObject(google) && google['thought'] === true;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function textOf(delta: JsonObject, key: string): string {
  const value = delta[key] ?? '';
  if (typeof value === 'string') return value;
  throw new MalformedStream(`its \`${key}\` is no text`);
}

/** The error of a chunk: OpenRouter gives the status that it would have had as its code. */
function failureOf(value: unknown): StreamFailed {
  const error = isObject(value) ? value : {};
  const { code, type, message } = error;
  const label = [code, type].find((each) => typeof each === 'string' || typeof each === 'number') ?? 'server_error';
  return new StreamFailed(label, typeof message === 'string' ? message : '');
}
