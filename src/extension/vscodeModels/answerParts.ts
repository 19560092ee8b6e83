import * as vscode from 'vscode';
import type { ModelResponse, SendOptions } from '../../core/provider/provider.ts';
import { isObject, type JsonValue } from '../../core/text/json.ts';
import type { Block, Call } from '../../core/transcript/transcript.ts';

/** Builds an answer from its parts as they come. */
export class AnswerParts {
  private readonly onDelta: SendOptions['onDelta'];
  private readonly blocks: Block[] = [];
  /** Pieces of the text that is coming. */
  private text: string[] = [];

  constructor(onDelta: SendOptions['onDelta']) {
    this.onDelta = onDelta;
  }

  get hasBegun(): boolean {
    return this.text.length > 0 || this.blocks.length > 0;
  }

  take(part: unknown): void {
    if (part instanceof vscode.LanguageModelTextPart) {
      this.text.push(part.value);
      this.onDelta?.({ kind: 'text', text: part.value });
      return;
    }
    this.endText();
    this.blocks.push(blockOf(part));
  }

  /** VS Code tells no tokens, no request's id, and no reason to stop: an answer that was cut off looks like one that ended. */
  response(model: string): ModelResponse {
    this.endText();
    return {
      blocks: this.blocks,
      stop: this.blocks.some(({ type }) => type === 'call') ? 'tool_use' : 'end',
      usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
      model,
      requestId: null,
    };
  }

  private endText(): void {
    const text = this.text.join('');
    this.text = [];
    if (text !== '') this.blocks.push({ type: 'text', text });
  }
}

function blockOf(part: unknown): Block {
  if (part instanceof vscode.LanguageModelToolCallPart) return callOf(part);
  if (part instanceof vscode.LanguageModelDataPart)
    return { type: 'other', raw: { mimeType: part.mimeType, base64: Buffer.from(part.data).toString('base64') } };
  return { type: 'other', raw: jsonOf(part) };
}

/** A model may call a tool with anything. */
function callOf({ callId, name, input }: vscode.LanguageModelToolCallPart): Call {
  const json = jsonOf(input);
  if (isObject(json)) return { type: 'call', id: callId, tool: name, input: json };
  return { type: 'call', id: callId, tool: name, input: {}, raw: JSON.stringify(json) };
}

/** It came from another process, as JSON or nothing. */
function jsonOf(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null)) as JsonValue;
}
