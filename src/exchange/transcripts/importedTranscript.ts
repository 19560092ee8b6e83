import { importedProfile } from '../../core/scenario/runSettings.ts';
import { isObject } from '../../core/text/json.ts';
import type { Block, StopReason } from '../../core/transcript/transcript.ts';
import type { ImportedTranscript } from './imported.ts';
import { Refusal } from './refusal.ts';
import { readMessages } from './readMessages.ts';

const known: ReadonlySet<string> = new Set(
  'id model levels system prompt messages response reasoning stop labels'.split(' '),
);
const stops: readonly string[] = [
  'end',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'refusal',
  'filtered',
  'other',
] satisfies readonly StopReason[];

/** Reads one line. Throws `Refusal`, with what is wrong and what to do. */
export function readTranscriptLine(line: string): ImportedTranscript {
  const value = parse(line);
  const { id, model, stop = 'end' } = value;
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number')
    throw new Refusal('`id` is neither a text nor a number');
  if (typeof stop !== 'string' || !isStop(stop)) throw new Refusal(`\`stop\` is none of ${stops.join(', ')}`);
  return {
    id: id === undefined ? null : String(id),
    model: modelReference(model),
    levels: texts(value, 'levels'),
    ...conversation(value),
    stop,
    labels: texts(value, 'labels'),
    unread: Object.keys(value).filter((key) => !known.has(key)),
  };
}

function parse(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Refusal('it is not JSON: write one JSON object on each line');
  }
  if (isObject(value)) return value;
  throw new Refusal('it is not a JSON object: write one with `messages` or with `response`');
}

function isStop(word: string): word is StopReason {
  return stops.includes(word);
}

/** The profile says that nothing can be asked of it here. */
function modelReference(model: unknown): string {
  if (model === undefined) return `${importedProfile}/unknown`;
  if (typeof model === 'string' && /^[^\s]{1,200}$/.test(model)) return `${importedProfile}/${model}`;
  throw new Refusal('`model` is not a name without spaces');
}

function texts(value: Readonly<Record<string, unknown>>, key: 'levels' | 'labels'): Readonly<Record<string, string>> {
  const map = value[key] ?? {};
  if (!isObject(map) || !Object.values(map).every((each) => typeof each === 'string'))
    throw new Refusal(`\`${key}\` is not a map of texts: write {"name": "${key === 'levels' ? 'level' : 'label'}"}`);
  return Object.fromEntries(Object.entries(map).map(([name, each]) => [name, String(each)]));
}

function conversation(value: Readonly<Record<string, unknown>>): Pick<ImportedTranscript, 'prompt' | 'messages'> {
  const { messages, response, reasoning, system, prompt } = value;
  if ((messages === undefined) === (response === undefined))
    throw new Refusal('it has to have either `messages` or `response`');
  if (messages !== undefined) {
    if (reasoning !== undefined || system !== undefined || prompt !== undefined)
      throw new Refusal('`reasoning`, `system` and `prompt` go with `response`: write them into `messages`');
    return readMessages(messages);
  }
  for (const [key, each] of Object.entries({ response, reasoning, system, prompt }))
    if (each !== undefined && each !== null && typeof each !== 'string') throw new Refusal(`\`${key}\` is not a text`);
  const blocks: Block[] = [
    ...(typeof reasoning === 'string' && reasoning !== ''
      ? [{ type: 'reasoning', text: reasoning, hidden: false } as const]
      : []),
    { type: 'text', text: String(response) },
  ];
  return {
    prompt: typeof prompt === 'string' ? { system: typeof system === 'string' ? system : null, user: prompt } : null,
    messages: [{ role: 'assistant', blocks }],
  };
}
