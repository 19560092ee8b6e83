import type { PanelEvent } from './model.ts';

/** What a key means anywhere in the panel; lists have keys of their own. */
export type KeyAction =
  PanelEvent | { readonly type: 'help' } | { readonly type: 'focusFilter' } | { readonly type: 'focusNote' };

/** For the help, in the order in which they are found useful. */
export const keyHelp: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['↑', '↓'], 'move in the table or in the list'],
  [['Enter'], 'show the trials of a cell; open a trial'],
  [['j', 'k'], 'next, previous trial'],
  [['1', '9'], 'label the open trial: 1 to 9'],
  [['a', 'd', 'n'], 'agree, disagree with the verdict; write a note'],
  [['Escape'], 'go up: from the trial to its list, from a cell to all'],
  [['/'], 'search in all transcripts'],
  [['Ctrl+F'], 'find in the open transcript'],
  [['Alt+←', 'Alt+→'], 'back, forward'],
  [['[', ']'], 'earlier, later run'],
  [['?'], 'this help'],
];

const actions: Readonly<Record<string, KeyAction>> = {
  j: { type: 'step', by: 1 },
  k: { type: 'step', by: -1 },
  a: { type: 'review', answer: { kind: 'agree' } },
  d: { type: 'review', answer: { kind: 'disagree' } },
  n: { type: 'focusNote' },
  Escape: { type: 'up' },
  '/': { type: 'focusFilter' },
  '[': { type: 'send', message: { type: 'stepRun', to: 'earlier' } },
  ']': { type: 'send', message: { type: 'stepRun', to: 'later' } },
  '?': { type: 'help' },
};

/** Null: not ours. With a modifier a key is VS Code's; in a choice or a field, letters are its own. */
export function keyAction(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isInField: boolean,
): KeyAction | null {
  if (ctrlKey || metaKey || altKey || (isInField && key !== 'Escape')) return null;
  if (/^[1-9]$/.test(key)) return { type: 'reviewLabel', index: Number(key) - 1 };
  return Object.hasOwn(actions, key) ? (actions[key] ?? null) : null;
}
