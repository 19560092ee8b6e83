/** What the services refuse with 400 in a conversation, by their published rules. Null: nothing. */

type Json = Readonly<Record<string, unknown>>;

/** A request of the Messages API. `issued` holds the signed thoughts that the server sent: they come back unchanged. */
export function messagesViolation(body: unknown, issued: ReadonlyMap<string, string> = new Map()): string | null {
  const { messages, tools = [] } = body as { messages: readonly Json[]; tools?: readonly Json[] };
  const names = new Set(tools.map(({ name }) => name));
  for (const tool of tools) {
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(String(tool['name']))) return 'tools.name';
    if ((tool['input_schema'] as Json)['type'] !== 'object') return 'tools.input_schema';
  }
  if (messages[0]?.['role'] !== 'user' || messages.at(-1)?.['role'] !== 'user') return 'first and last are the user’s';
  const seen = new Set<string>();
  let open: readonly string[] = [];
  for (const { role, content } of messages) {
    const blocks = content as readonly Json[];
    if (!Array.isArray(content) || blocks.length === 0) return 'content is empty';
    const results = blocks.filter(({ type }) => type === 'tool_result').map((block) => String(block['tool_use_id']));
    if (results.join() !== open.join()) return `tool_use ${open.join()} answered by ${results.join()}`;
    if (blocks.slice(0, results.length).some(({ type }) => type !== 'tool_result'))
      return 'tool_result does not come first';
    if (results.length > 0 && role !== 'user') return 'tool_result in an answer';
    open = [];
    for (const block of blocks) {
      if (block['type'] === 'text' && String(block['text']).trim() === '') return 'text is empty';
      if (block['type'] === 'thinking' && issued.get(String(block['signature'])) !== block['thinking'])
        return 'signature';
      if (block['type'] !== 'tool_use') continue;
      const id = String(block['id']);
      if (role !== 'assistant' || seen.has(id)) return `tool_use ${id} twice, or not in an answer`;
      if (typeof block['input'] !== 'object' || Array.isArray(block['input'])) return 'input is no object';
      if (names.size === 0) return 'tool blocks need tools';
      seen.add(id);
      open = [...open, id];
    }
  }
  return open.length === 0 ? null : `tool_use ${open.join()} has no tool_result`;
}

/** A request of the Chat Completions API. With `thoughts` (DeepSeek) an answer that calls tools has its reasoning. */
export function chatViolation(body: unknown, { thoughts = false } = {}): string | null {
  const { messages, tools = [] } = body as { messages: readonly Json[]; tools?: readonly Json[] };
  let open: readonly string[] = [];
  for (const message of messages) {
    const { role, content } = message;
    if (role === 'tool') {
      if (open[0] !== message['tool_call_id']) return `${String(message['tool_call_id'])} answers no call that is open`;
      if (typeof content !== 'string') return 'a result has no content';
      open = open.slice(1);
      continue;
    }
    if (open.length > 0) return `calls ${open.join()} are not answered by the next messages`;
    if (typeof content !== 'string') return 'content is no text';
    if (role === 'user' && content === '') return 'the user says nothing';
    const calls = (message['tool_calls'] ?? []) as readonly Json[];
    if (calls.length > 0 && tools.length === 0) return 'calls need tools';
    for (const { type, function: called } of calls) {
      if (type !== 'function' || typeof (called as Json)['arguments'] !== 'string') return 'a call has no arguments';
    }
    if (thoughts && calls.length > 0 && typeof message['reasoning_content'] !== 'string') return 'reasoning_content';
    open = calls.map(({ id }) => String(id));
  }
  return open.length === 0 ? null : `calls ${open.join()} are not answered`;
}
