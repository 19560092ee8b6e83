import type { Block } from '../transcript/transcript.ts';
import type { TokenBound } from './cost.ts';
import type { ModelRequest } from './provider.ts';

/** What a service may add to a request of its own: instructions for a forced call, and the frame of each message. */
const frameOfRequest = 2000;
const frameOfMessage = 16;

/**
 * The most tokens that a request can take. A token stands for at least one byte of the text, also where a tokenizer folds
 * characters first (NFKC); an answer, reasoning included, is never longer than `max_tokens`.
 */
export function tokenBound({ system, messages, parameters, forcedTool, tools }: ModelRequest): TokenBound {
  let input = frameOfRequest + mostTokens(system ?? '');
  for (const { blocks } of messages) {
    input += frameOfMessage;
    for (const block of blocks) input += mostTokens(textOf(block));
  }
  for (const tool of tools) input += frameOfMessage + mostTokens(JSON.stringify(tool));
  // A schema may be sent as it is and again as instructions.
  if (forcedTool !== null) input += 2 * mostTokens(JSON.stringify(forcedTool));
  return { input, output: parameters.maxTokens };
}

function textOf(block: Block): string {
  return block.type === 'text' ? block.text : JSON.stringify(block);
}

function mostTokens(text: string): number {
  // Printable ASCII and line ends: one byte each, and nothing to fold.
  if (/^[\n -~]*$/.test(text)) return text.length;
  return Math.max(utf8Length(text), utf8Length(text.normalize('NFKC')));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A surrogate pair is four bytes; a lone half is sent as U+FFFD, which is three.
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
