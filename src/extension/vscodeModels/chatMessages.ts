import * as vscode from 'vscode';
import type { ModelRequest } from '../../core/provider/provider.ts';
import type { Message } from '../../core/transcript/transcript.ts';
import type { ToolDefinition } from '../../core/trial/trial.ts';

/** There is no system role: the system prompt is a user message of its own before all others. */
export function chatMessages({ system, messages }: ModelRequest): vscode.LanguageModelChatMessage[] {
  const first = system === null ? [] : [vscode.LanguageModelChatMessage.User(system)];
  return [...first, ...messages.map(chatMessage)];
}

/** What goes with the messages. Each model reads options of its own; `max_tokens` is what most call it. */
export function chatOptions({ parameters, tools, forcedTool }: ModelRequest): vscode.LanguageModelChatRequestOptions {
  return {
    justification: 'Scenarist asks this model what it would do in your scenario.',
    modelOptions: { max_tokens: parameters.maxTokens },
    ...(tools.length > 0 && { tools: tools.map(chatTool) }),
    ...(forcedTool && { tools: [chatTool(forcedTool)], toolMode: vscode.LanguageModelChatToolMode.Required }),
  };
}

function chatTool({ name, description, inputSchema }: ToolDefinition): vscode.LanguageModelChatTool {
  return { name, description, inputSchema };
}

function chatMessage({ role, blocks }: Message): vscode.LanguageModelChatMessage {
  const text = blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const said = text === '' ? [] : [new vscode.LanguageModelTextPart(text)];
  if (role === 'user') {
    const results = blocks.flatMap((block) =>
      block.type === 'result'
        ? [new vscode.LanguageModelToolResultPart(block.call, [new vscode.LanguageModelTextPart(block.content)])]
        : [],
    );
    return vscode.LanguageModelChatMessage.User([...results, ...said]);
  }
  const calls = blocks.flatMap((block) =>
    block.type === 'call' ? [new vscode.LanguageModelToolCallPart(block.id, block.tool, { ...block.input })] : [],
  );
  return vscode.LanguageModelChatMessage.Assistant([...said, ...calls]);
}
