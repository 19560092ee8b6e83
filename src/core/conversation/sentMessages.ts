import type { Block, Message, ToolResult } from '../transcript/transcript.ts';
import type { Protocol } from '../scenario/scenario.ts';

/**
 * The messages as they are sent: native results as they are, since each provider has a form of its own for them; under the
 * text protocol as text, in the form that docs/tools.md shows.
 */
export function sentMessages(messages: readonly Message[], protocol: Protocol): readonly Message[] {
  return protocol === 'native' ? messages : messages.map(({ role, blocks }) => ({ role, blocks: asText(blocks) }));
}

function asText(blocks: readonly Block[]): readonly Block[] {
  const results = blocks.filter((block) => block.type === 'result');
  if (results.length === 0) return blocks;
  const said = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  return [{ type: 'text', text: [resultsText(results), ...said].join('\n\n') }];
}

function resultsText(results: readonly ToolResult[]): string {
  const each = results.map(
    ({ tool, content, isError }) =>
      `<tool_result tool="${tool}"${isError ? ' error="true"' : ''}>\n${content}\n</tool_result>`,
  );
  return ['<tool_results>', ...each, '</tool_results>'].join('\n');
}
