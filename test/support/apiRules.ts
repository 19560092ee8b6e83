/**
 * What the services refuse with 400 in a conversation, by their published rules: Anthropic's «Messages» reference with its pages on
 * tool use and extended thinking, and OpenAI's «Chat Completions» reference; DeepSeek's page on reasoning with tools. Read in
 * November 2026. Null: nothing.
 */

type Json = Readonly<Record<string, unknown>>;

/** A request of the Messages API. `issued` holds the signed thoughts that the server sent: they come back unchanged. */
export function messagesViolation(body: unknown, issued: ReadonlyMap<string, string> = new Map()): string | null {
  const request = body as { messages: readonly Json[]; tools?: readonly Json[]; tool_choice?: Json; thinking?: Json };
  const { messages, tools = [] } = request;
  return toolsViolation(request) ?? turnsViolation(messages) ?? blocksViolation(messages, tools.length > 0, issued);
}

function toolsViolation(request: { tools?: readonly Json[]; tool_choice?: Json; thinking?: Json }): string | null {
  const { tools = [], tool_choice: choice, thinking } = request;
  const names = tools.map(({ name }) => String(name));
  if (names.some((name) => !/^[a-zA-Z0-9_-]{1,128}$/.test(name))) return 'tools.name';
  if (new Set(names).size < names.length) return 'two tools of one name';
  if (tools.some((tool) => (tool['input_schema'] as Json)['type'] !== 'object')) return 'tools.input_schema';
  if (choice === undefined) return null;
  if (tools.length === 0) return 'tool_choice needs tools';
  const forces = choice['type'] === 'tool' || choice['type'] === 'any';
  if (choice['type'] === 'tool' && !names.includes(String(choice['name']))) return 'tool_choice names no tool';
  return forces && thinking !== undefined && thinking['type'] !== 'disabled' ? 'a forced tool beside thinking' : null;
}

/** The service joins roles that repeat; a conversation makes none, so that one would be a fault of ours. */
function turnsViolation(messages: readonly Json[]): string | null {
  if (messages[0]?.['role'] !== 'user' || messages.at(-1)?.['role'] !== 'user') return 'first and last are the user’s';
  return messages.some(({ role }, index) => role === messages[index + 1]?.['role']) ? 'roles do not alternate' : null;
}

function blocksViolation(
  messages: readonly Json[],
  hasTools: boolean,
  issued: ReadonlyMap<string, string>,
): string | null {
  const seen = new Set<string>();
  let open: readonly string[] = [];
  for (const { role, content } of messages) {
    const blocks = content as readonly Json[];
    if (!Array.isArray(content) || blocks.length === 0) return 'content is empty';
    const results = blocks.filter(({ type }) => type === 'tool_result').map((block) => String(block['tool_use_id']));
    if (results.toSorted().join() !== open.toSorted().join())
      return `tool_use ${open.join()} answered by ${results.join()}`;
    if (blocks.slice(0, results.length).some(({ type }) => type !== 'tool_result'))
      return 'tool_result does not come first';
    if (results.length > 0 && role !== 'user') return 'tool_result in an answer';
    open = [];
    for (const block of blocks) {
      if (block['type'] === 'text' && String(block['text']).trim() === '') return 'text is empty';
      if (block['type'] === 'thinking' && role !== 'assistant') return 'thinking is the model’s';
      if (block['type'] === 'thinking' && issued.get(String(block['signature'])) !== block['thinking'])
        return 'signature';
      if (block['type'] !== 'tool_use') continue;
      const id = String(block['id']);
      if (role !== 'assistant' || seen.has(id)) return `tool_use ${id} twice, or not in an answer`;
      if (typeof block['input'] !== 'object' || Array.isArray(block['input'])) return 'input is no object';
      if (!hasTools) return 'tool blocks need tools';
      seen.add(id);
      open = [...open, id];
    }
    if (role === 'assistant' && open.length > 0 && missesThought(blocks, issued))
      return 'the thoughts before the calls are missing';
  }
  return open.length === 0 ? null : `tool_use ${open.join()} has no tool_result`;
}

/** An answer that the server began with a thought and that calls tools has to come back with it. */
function missesThought(blocks: readonly Json[], issued: ReadonlyMap<string, string>): boolean {
  const [first] = blocks.filter(({ type }) => type === 'tool_use').map((block) => String(block['id']));
  return first !== undefined && issued.has(first) && !blocks.some(({ type }) => type === 'thinking');
}

/** A request of the Chat Completions API. With `thoughts` (DeepSeek) an answer that calls tools has its reasoning. */
export function chatViolation(body: unknown, { thoughts = false } = {}): string | null {
  const request = body as { messages: readonly Json[]; tools?: readonly Json[]; tool_choice?: unknown };
  const { messages, tools = [], tool_choice: choice } = request;
  const names = tools.map((tool) => String((tool['function'] as Json)['name']));
  if (names.some((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))) return 'tools.function.name';
  if (choice !== undefined && tools.length === 0) return 'tool_choice needs tools';
  if (messages.at(-1)?.['role'] === 'assistant') return 'the last message is the model’s';
  const seen = new Set<string>();
  let open: readonly string[] = [];
  for (const message of messages) {
    const { role, content } = message;
    if (role === 'tool') {
      const id = String(message['tool_call_id']);
      if (!open.includes(id)) return `${id} answers no call that is open`;
      if (typeof content !== 'string') return 'a result has no content';
      open = open.filter((each) => each !== id);
      continue;
    }
    if (open.length > 0) return `calls ${open.join()} are not answered by the next messages`;
    if (typeof content !== 'string') return 'content is no text';
    if (role === 'user' && content === '') return 'the user says nothing';
    const calls = (message['tool_calls'] ?? []) as readonly Json[];
    if (role !== 'assistant' && calls.length > 0) return 'calls in a message that is not the model’s';
    if (calls.length > 0 && tools.length === 0) return 'calls need tools';
    for (const { type, id, function: called } of calls) {
      if (type !== 'function' || typeof (called as Json)['arguments'] !== 'string') return 'a call has no arguments';
      if (seen.has(String(id))) return `call ${String(id)} twice`;
      seen.add(String(id));
    }
    if (thoughts && calls.length > 0 && typeof message['reasoning_content'] !== 'string') return 'reasoning_content';
    open = calls.map(({ id }) => String(id));
  }
  return open.length === 0 ? null : `calls ${open.join()} are not answered`;
}
