import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { questionOf } from '../../core/scenario/builtins/builtin.ts';
import { findBuiltin } from '../../core/scenario/builtins.ts';
import { splitPointer, valueAt } from '../../core/text/json.ts';
import type { Offset } from '../../core/text/range.ts';
import { matchesPattern } from '../completion/patterns.ts';
import { code, fenced } from '../markdown.ts';
import type { Hover } from './hoverInput.ts';

/** The rubric of a classifier that comes with Scenarist: it stands nowhere in the file. */
export function builtinHover(document: ParsedDocument, at: Offset): Hover | null {
  const pointer = document.pointerAt(at);
  if (!matchesPattern(splitPointer(pointer), '/classifiers/*/use')) return null;
  const name = valueAt(document.data ?? document.partial, pointer);
  const builtin = findBuiltin(name);
  const range = document.valueRange(pointer);
  if (builtin === null || at < range.start || at > range.end) return null;
  const sees = builtin.sees === null ? 'what `sees` says' : builtin.sees.map(code).join(', ');
  const question = questionOf(builtin);
  const markdown = [
    // All of this is ours, so it may be Markdown.
    `**${String(name)}** · ${builtin.title}`,
    builtin.about,
    `Its judge reads ${sees} and is asked:`,
    fenced(question, question.length),
  ].join('\n\n');
  return { range, markdown };
}
