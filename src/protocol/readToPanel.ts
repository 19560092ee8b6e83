import type { ToPanel } from './messages.ts';

/** The part of each message without which it means nothing, and its type. */
const essentials: { readonly [T in ToPanel['type']]: readonly [key: string, type: 'object' | 'string' | 'boolean'] } = {
  state: ['state', 'object'],
  trials: ['page', 'object'],
  transcript: ['transcript', 'object'],
  delta: ['delta', 'object'],
  searched: ['text', 'string'],
  do: ['action', 'string'],
  blind: ['on', 'boolean'],
  analysis: ['run', 'string'],
  comparison: ['run', 'string'],
  failed: ['message', 'string'],
};

/**
 * What the extension sent. A light check: the extension is ours, but its webview's frame also receives messages that are not for
 * us, and a page that outlives an update may hear a newer extension. Null: not for this panel.
 */
export function readToPanel(value: unknown): ToPanel | null {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return null;
  if (!Object.hasOwn(essentials, value.type)) return null;
  const [key, type] = essentials[value.type as ToPanel['type']];
  const essential = (value as Readonly<Record<string, unknown>>)[key];
  if (typeof essential !== type || essential === null) return null;
  // Only its outline was checked; the rest is the other end of the same build.
  return value as ToPanel;
}
