import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { Offset } from '../../core/text/range.ts';
import { indexNames } from '../nameIndex.ts';
import { builtinHover } from './builtinHover.ts';
import { factorHover } from './factorHover.ts';
import type { Hover, HoverInput } from './hoverInput.ts';
import { modelAt } from './modelAt.ts';
import { nameHover } from './nameHover.ts';
import { schemaHover } from './schemaHover.ts';

/** What there is to know of the name, model, key or word under the cursor. */
export function hoverAt(input: HoverInput, at: Offset): Hover | null {
  const { document } = input;
  const name = indexNames(document).at(at);
  // The key of a section is a word of the format; its name in a text is more than that.
  const isSectionKey = name?.kind === 'section' && 'holder' in name;
  if (name !== null && !isSectionKey) {
    const markdown =
      name.kind === 'factor' || name.kind === 'level' ? factorHover(input, name) : nameHover(input, name);
    if (markdown !== null) return { range: name.range, markdown };
  }
  const builtin = builtinHover(document, at);
  if (builtin !== null) return builtin;
  const model = modelAt(document, at);
  const markdown = model === null ? null : input.describeModel(model.reference);
  return model !== null && markdown !== null ? { range: model.range, markdown } : schemaHover(document, at);
}

/** Whether the hover at an offset says something about the last run, which takes a file to read. */
export function asksForRun(document: ParsedDocument, at: Offset): boolean {
  const kind = indexNames(document).at(at)?.kind;
  return kind === 'factor' || kind === 'level';
}
