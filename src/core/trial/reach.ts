import type { Builtin, DocumentKind, Tool } from '../scenario/scenario.ts';
import type { ShownDocument } from './trial.ts';

/** The tools by which a model comes to read documents of a kind. */
const readers: Readonly<Partial<Record<Builtin, DocumentKind>>> = {
  'mail.list': 'email',
  'mail.read': 'email',
  'mail.search': 'email',
  'file.list': 'file',
  'file.read': 'file',
  'alert.list': 'alert',
  'alert.read': 'alert',
};

/** The kinds of documents that these tools read. */
export function kindsRead(tools: readonly Pick<Tool, 'builtin'>[]): ReadonlySet<DocumentKind> {
  return new Set(tools.flatMap(({ builtin }) => (builtin === null ? [] : (readers[builtin] ?? []))));
}

/**
 * Which documents a model can come to see: those in the prompt, where it holds them; those that a tool reads; and those that an
 * event brings. Conditions that show the same ones share the list.
 */
export function createReach(): (
  shown: readonly ShownDocument[],
  inPrompt: boolean,
  tools: readonly Tool[],
) => readonly ShownDocument[] {
  const made = new Map<readonly ShownDocument[], Map<string, readonly ShownDocument[]>>();
  return (shown, inPrompt, tools) => {
    const kinds = kindsRead(tools);
    const lists = made.get(shown) ?? new Map<string, readonly ShownDocument[]>();
    made.set(shown, lists);
    const key = `${inPrompt} ${[...kinds].sort().join(' ')}`;
    const isReached = ({ kind, delivery }: ShownDocument): boolean =>
      delivery === 'event' || kinds.has(kind) || (inPrompt && delivery === 'prompt');
    const list = lists.get(key) ?? (shown.every(isReached) ? shown : shown.filter(isReached));
    lists.set(key, list);
    return list;
  };
}
