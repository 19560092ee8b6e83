/** A log of Inspect AI (version 2, as JSON), sample by sample, in the form of a line of transcripts. Its names are Inspect's. */
import { isObject } from '../../core/text/json.ts';
import type { StopReason } from '../../core/transcript/transcript.ts';
import { Refusal } from './refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface InspectSamples {
  /** One JSON text for each sample, empty for one that is no transcript. */
  readonly lines: readonly string[];
  /** The others by what kept them out. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** Throws `Refusal` where the text is no log with samples. */
export function inspectSamples(text: string): InspectSamples {
  const { log, samples } = parseLog(text);
  const spec = isObject(log['eval']) ? log['eval'] : {};
  const epochs = new Set(samples.map(({ epoch }) => epoch)).size;
  const lines: string[] = [];
  const leftOut = new Map<string, number>();
  for (const sample of samples) {
    const reason = whyNot(sample);
    lines.push(reason === null ? JSON.stringify(lineOf(sample, spec, epochs)) : '');
    if (reason !== null) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  }
  return { lines, leftOut };
}

function parseLog(text: string): { readonly log: Fields; readonly samples: readonly Fields[] } {
  const how = 'write it with `inspect log dump FILE > log.json`';
  if (text.startsWith('PK')) throw new Refusal(`it is a log in Inspect’s own format: ${how}`);
  let log: unknown;
  try {
    log = JSON.parse(text);
  } catch {
    throw new Refusal(`it is not JSON: ${how}`);
  }
  if (!isObject(log) || !isObject(log['eval'])) throw new Refusal(`it is no log of Inspect: ${how}`);
  const samples = log['samples'];
  if (!Array.isArray(samples) || !samples.every(isObject))
    throw new Refusal(`it is a log without samples: ${how}, without --header-only`);
  return { log, samples };
}

/** An errored sample has no whole transcript; what is no text is nothing that a classifier reads. */
function whyNot({ error, messages }: Fields): string | null {
  if (isObject(error)) return 'ended in an error';
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  if (!list.some((each) => isObject(each) && each['role'] === 'assistant')) return 'has no answer';
  const foreign = list.flatMap((each) => (isObject(each) ? foreignParts(each['content']) : []));
  return foreign[0] === undefined ? null : `has a part that is no text (${foreign[0]})`;
}

function foreignParts(content: unknown): readonly string[] {
  if (!Array.isArray(content)) return [];
  return (content as readonly unknown[]).flatMap((part) =>
    isObject(part) && part['type'] !== 'text' && part['type'] !== 'reasoning' ? [String(part['type'])] : [],
  );
}

function lineOf(sample: Fields, spec: Fields, epochs: number): Fields {
  const { id, epoch, metadata, output } = sample;
  // A log that Scenarist wrote says which condition and model a sample is of.
  const { levels, model } = isObject(metadata) ? metadata : {};
  const isOwn = isObject(levels) && Object.values(levels).every((each) => typeof each === 'string');
  return {
    id: epochs > 1 ? `${String(id)}, epoch ${String(epoch)}` : id,
    model: (isOwn && typeof model === 'string' ? model : String(spec['model'])).replace(/\s+/g, '-'),
    ...(isOwn && { levels }),
    messages: messagesOf(sample),
    stop: stopOf(output),
  };
}

const stops: ReadonlyMap<unknown, StopReason> = new Map([
  ['stop', 'end'],
  ['max_tokens', 'max_tokens'],
  ['model_length', 'max_tokens'],
  ['tool_calls', 'tool_use'],
  ['content_filter', 'filtered'],
]);

function stopOf(output: unknown): StopReason {
  const choices = isObject(output) ? output['choices'] : null;
  const choice: unknown = Array.isArray(choices) ? (choices as readonly unknown[])[0] : null;
  return stops.get(isObject(choice) ? choice['stop_reason'] : null) ?? 'other';
}

function messagesOf({ messages, attachments }: Fields): readonly Fields[] {
  const kept = isObject(attachments) ? attachments : {};
  const all = (Array.isArray(messages) ? (messages as readonly unknown[]) : []).filter(isObject);
  // What Scenarist asked afterwards is no part of what the model did.
  const probed = all.findIndex(({ metadata }) => isObject(metadata) && 'probe' in metadata);
  return all.slice(0, probed === -1 ? all.length : probed).map((message) => messageOf(message, kept));
}

function messageOf(message: Fields, attachments: Fields): Fields {
  const { role, tool_call_id: call, error, metadata, tool_calls: calls } = message;
  const content = contentOf(message['content'], attachments);
  if (role === 'tool' && isObject(error)) {
    const said = content === '' ? error['message'] : content;
    return { role: 'user', content: [{ type: 'tool_result', tool_use_id: call, content: said, is_error: true }] };
  }
  // Those that Scenarist read from the text stand in the text.
  const isRead = isObject(metadata) && metadata['tool_calls_read_from'] === 'text';
  return { role, content, tool_call_id: call, ...(!isRead && Array.isArray(calls) && { tool_calls: calls }) };
}

function contentOf(content: unknown, attachments: Fields): unknown {
  if (!Array.isArray(content)) return resolved(content, attachments);
  return (content as readonly unknown[]).filter(isObject).map((part) => partOf(part, attachments));
}

/** Reasoning that is redacted holds what only the provider reads; its summary is what people read. */
function partOf({ type, text, reasoning, redacted, summary }: Fields, attachments: Fields): Fields {
  if (type === 'text') return { type, text: resolved(text, attachments) };
  if (redacted !== true) return { type, reasoning: resolved(reasoning, attachments) };
  const told = typeof summary === 'string' ? summary : '';
  return { type, reasoning: told, redacted: told === '' };
}

/** Long texts may stand once beside the messages. */
function resolved(value: unknown, attachments: Fields): unknown {
  if (typeof value !== 'string' || !value.startsWith('attachment://')) return value;
  return attachments[value.slice('attachment://'.length)] ?? value;
}
