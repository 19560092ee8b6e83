import type { ShownDocument } from '../trial/trial.ts';
import { foldText } from './fold.ts';

/** Words that may stand before a document's number. */
const words = new Set(['email', 'mail', 'message', 'document', 'doc', 'file', 'note', 'id', 'no', 'nr', 'number']);
const longestReference = 500;

/**
 * The ids of the documents that a field names: by number (`3`, `#3`, `ID: 3`, `email 3`), by id, or by its exact subject where
 * only one has it; several divided by commas. Empty where it names none.
 */
export function resolveDocuments(text: string, documents: readonly ShownDocument[]): readonly string[] {
  const whole = resolveOne(text, documents);
  if (whole !== null) return [whole];
  if (text.length > longestReference) return [];
  const each = text.split(/[,;\n]/u).map((part) => resolveOne(part, documents));
  return [...new Set(each.filter((id) => id !== null))];
}

function resolveOne(text: string, documents: readonly ShownDocument[]): string | null {
  if (text.length > longestReference) return null;
  const reference = foldText(text).trim();
  const number = numberIn(reference);
  const byNumber = documents.find((document) => document.n === number);
  if (byNumber !== undefined) return byNumber.id;
  const bare = reference.replaceAll(/["'“”‘’`*]/gu, '').trim();
  const byId = documents.find((document) => foldText(document.id) === bare);
  if (byId !== undefined) return byId.id;
  const bySubject = documents.filter((document) => {
    const subject = foldText(document.subject).trim();
    return subject !== '' && (subject === reference || subject.replaceAll(/["'“”‘’`*]/gu, '').trim() === bare);
  });
  return bySubject.length === 1 ? (bySubject[0]?.id ?? null) : null;
}

function numberIn(reference: string): number | null {
  const tokens = reference.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '');
  const last = tokens.pop();
  if (last === undefined || !/^\d{1,6}$/u.test(last)) return null;
  return tokens.every((token) => words.has(token)) ? Number(last) : null;
}
