import type { ToolField } from '../scenario/scenario.ts';
import { memo } from '../text/memo.ts';
import type { Prompt, ShownDocument } from '../trial/trial.ts';
import { splitRecipients } from './addresses.ts';
import { callText } from './blockText.ts';
import { resolveDocuments } from './documentReference.ts';
import { withoutFiller } from './entities.ts';
import { fieldNames } from './fieldNames.ts';
import { jsonField, readJson } from './jsonValue.ts';
import { isLeftOver, isPlaceholder } from './placeholders.ts';
import type { Span } from './spans.ts';
import { readText, textProtocol, type TextAction, type TextProtocol, type TextReading } from './textProtocol.ts';
import type { Action, ActionField, Block, Location, Reading, Segment, Transcript } from './transcript.ts';

/**
 * Reads an answer with the tools that its prompt described. Every character of the assistant's text and reasoning is in exactly
 * one segment, in order; native calls are actions too, located in the text that `blockText` gives them. Reasoning in scratchpad
 * tags and reasoning in a block of its own read the same; a tool's tag inside either is no action. What was asked
 * after the end is not read. Pure, never throws, linear in the answer.
 */
export function readTranscript(transcript: Pick<Transcript, 'messages' | 'course'>, prompt: Prompt): Reading {
  const reader = new Reader(prompt);
  const end = transcript.course?.probes[0]?.message ?? transcript.messages.length;
  transcript.messages.forEach((message, index) => {
    if (message.role !== 'assistant' || index >= end) return;
    message.blocks.forEach((block, position) => reader.read(block, { message: index, block: position }));
  });
  return { segments: reader.segments, actions: reader.actions, reasoningHidden: reader.reasoningHidden };
}

/** Under the native protocol a tag in a text is text. */
const protocolOf = memo(({ protocol, tools, scratchpadTags }: Prompt) =>
  textProtocol(protocol === 'text' ? tools : [], scratchpadTags),
);

/** Which string of the transcript. */
type Place = Pick<Location, 'message' | 'block'>;

class Reader {
  readonly segments: Segment[] = [];
  readonly actions: Action[] = [];
  reasoningHidden = false;
  private readonly prompt: Prompt;
  private readonly protocol: TextProtocol;

  constructor(prompt: Prompt) {
    this.prompt = prompt;
    this.protocol = protocolOf(prompt);
  }

  read(block: Block, place: Place): void {
    if (block.type === 'text') this.readText(block.text, place);
    else if (block.type === 'call') this.readCall(block, place);
    else if (block.type === 'reasoning') {
      this.reasoningHidden ||= block.hidden;
      if (block.text !== '') this.push('reasoning', block.text, { ...place, start: 0, end: block.text.length });
    }
  }

  private readText(text: string, place: Place): void {
    const reading = readText(text, this.protocol);
    for (const part of parts(text.length, reading)) {
      const at = { ...place, start: part.start, end: part.end };
      if (part.kind === 'action') this.segments.push({ kind: 'action', action: this.actions.length + part.action, at });
      else this.push(part.kind, text.slice(part.start, part.end), at, part.markup);
    }
    for (const action of reading.actions)
      this.actions.push(this.textAction(action, { text, aligned: reading.aligned, place }));
  }

  private push(kind: 'text' | 'reasoning', text: string, at: Location, markup = false): void {
    this.segments.push({ kind, text, at, ...(markup && { markup }) });
  }

  private textAction(action: TextAction, source: { text: string; aligned: string; place: Place }): Action {
    const { text, aligned, place } = source;
    const fields = action.fields.map((raw): ActionField => {
      const own = raw.aligned ?? aligned.slice(raw.start, raw.end);
      const at = { ...place, start: raw.start, end: raw.end };
      const decoded = own === text.slice(raw.start, raw.end) ? {} : { aligned: own };
      return {
        name: raw.field.name,
        at,
        ...decoded,
        ...readValue(withoutFiller(own).trim(), raw.field, this.prompt.documents),
      };
    });
    const at = { ...place, start: action.start, end: action.end };
    if (action.elided || isPlaceholder(action.tool, fields))
      return { tool: action.tool.id, form: 'placeholder', at, fields };
    const filled = fields.filter((field) => !isLeftOver(action.tool, field));
    return { tool: action.tool.id, form: action.form, at, fields: filled };
  }

  private readCall(block: Extract<Block, { type: 'call' }>, place: Place): void {
    const { text, lines } = callText(block.input);
    const tool = this.prompt.tools.find(({ id }) => id === block.tool);
    const names = tool === undefined ? null : fieldNames(tool);
    const fields = lines.map(({ key, start, end }): ActionField => {
      const field = names?.find(key) ?? { name: key, type: 'string' };
      const at = { ...place, start, end };
      // In a call it is JSON already.
      if (field.type === 'json') return { name: field.name, at, ...jsonField(block.input[key] ?? null) };
      return { name: field.name, at, ...readValue(text.slice(start, end), field, this.prompt.documents) };
    });
    const at = { ...place, start: 0, end: text.length };
    const form = tool !== undefined && isPlaceholder(tool, fields) ? 'placeholder' : 'plain';
    this.segments.push({ kind: 'action', action: this.actions.length, at });
    this.actions.push({ tool: tool?.id ?? block.tool, form, at, fields });
  }
}

function readValue(
  text: string,
  { type }: Pick<ToolField, 'type'>,
  documents: readonly ShownDocument[],
): Pick<ActionField, 'text' | 'values'> {
  if (type === 'addresses') return { text, values: splitRecipients(text).map(({ value }) => value) };
  if (type === 'json') return readJson(text);
  const ids = type === 'document' ? resolveDocuments(text, documents) : [];
  return { text, values: ids.length > 0 ? ids : [text] };
}

type Part = Span & ({ kind: 'text' | 'reasoning'; markup: boolean } | { kind: 'action'; action: number });

/** Cuts a text into its parts: all of it, in order. Reasoning inside an action divides the action. */
function parts(length: number, { reasoning, actions }: TextReading): readonly Part[] {
  const found: Part[] = [];
  let next = 0;
  const fill = (from: number, to: number): void => {
    let start = from;
    while (start < to) {
      const action = actions[next];
      if (action === undefined || action.start >= to) {
        found.push({ kind: 'text', markup: false, start, end: to });
        return;
      }
      if (action.start > start) found.push({ kind: 'text', markup: false, start, end: action.start });
      const end = Math.min(action.end, to);
      if (end > Math.max(start, action.start))
        found.push({ kind: 'action', action: next, start: Math.max(start, action.start), end });
      start = Math.max(start, end);
      if (action.end <= to) next++;
    }
  };
  let at = 0;
  for (const span of reasoning) {
    fill(at, span.start);
    found.push({ kind: 'reasoning', ...span });
    at = span.end;
  }
  fill(at, length);
  return found;
}
