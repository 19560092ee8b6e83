import type { Block, Message, ToolResult } from '../transcript/transcript.ts';
import type { Protocol } from '../scenario/scenario.ts';

/**
 * The messages as they are sent: native results as they are, since each provider has a form of its own for them; under the
 * text protocol as text, in the form that docs/tools.md shows. What else the model is told at once is one text.
 */
export function sentMessages(messages: readonly Message[], protocol: Protocol): readonly Message[] {
  return messages.map((message) => {
    if (message.role === 'assistant') return message;
    return { role: message.role, blocks: protocol === 'native' ? natively(message.blocks) : asText(message.blocks) };
  });
}

function natively(blocks: readonly Block[]): readonly Block[] {
  const others = blocks.filter(({ type }) => type !== 'text');
  const said = textsIn(blocks);
  return said.length === 0 ? others : [...others, { type: 'text', text: said.join('\n\n') }];
}

function asText(blocks: readonly Block[]): readonly Block[] {
  const results = blocks.filter((block) => block.type === 'result');
  const told = results.length === 0 ? [] : [resultsText(results)];
  return [{ type: 'text', text: [...told, ...textsIn(blocks)].join('\n\n') }];
}

/** An event that the model is not told of has an empty text. */
function textsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => (block.type === 'text' && block.text !== '' ? [block.text] : []));
}

function resultsText(results: readonly ToolResult[]): string {
  const each = results.map(
    ({ tool, content, isError }) =>
      `<tool_result tool="${tool}"${isError ? ' error="true"' : ''}>\n${content}\n</tool_result>`,
  );
  return ['<tool_results>', ...each, '</tool_results>'].join('\n');
}
