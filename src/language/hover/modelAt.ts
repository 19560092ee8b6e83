import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { splitPointer } from '../../core/text/json.ts';
import type { Offset, TextRange } from '../../core/text/range.ts';
import { branches, schemaNodes } from '../schemaNodes.ts';

/** The reference to a model under the cursor; null where there is none. */
export function modelAt(
  document: ParsedDocument,
  at: Offset,
): { readonly reference: string; readonly range: TextRange } | null {
  const pointer = document.pointerAt(at);
  const isModel = schemaNodes(splitPointer(pointer))
    .flatMap(branches)
    .some(({ title }) => title === 'ModelReference');
  if (!isModel) return null;
  const { start, end } = document.valueRange(pointer);
  const written = document.text.slice(start, end);
  const reference = /^["']?([\w-]+\/[^\s"']+)["']?$/.exec(written)?.[1];
  return reference !== undefined && start <= at && at <= end ? { reference, range: { start, end } } : null;
}
