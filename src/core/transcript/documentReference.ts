import type { ShownDocument } from '../trial/trial.ts';
import { foldText } from './fold.ts';

/** Words that may stand before a document's number. */
const kinds = ['email', 'mail', 'message', 'document', 'doc', 'file', 'note', 'alert', 'id'];
const words = new Set([...kinds, ...kinds.map((kind) => `${kind}s`), 'the', 'no', 'nr', 'number']);
const longestReference = 500;

/**
 * The ids of the documents that a field names: by number (`3`, `#3`, `ID: 3`, `email 3`, `3 (its subject)`), by id, by its name
 * (of a file, or the code of an alert), or by its exact subject where only one has it; several divided by commas or «and». Empty where it names none.
 */
export function resolveDocuments(text: string, documents: readonly ShownDocument[]): readonly string[] {
  const whole = resolveOne(text, documents);
  if (whole !== null) return [whole];
  if (text.length > longestReference) return [];
  const each = text.split(/[,;\n]|\s(?:and|&)\s/iu).map((part) => resolveOne(part, documents));
  return [...new Set(each.filter((id) => id !== null))];
}

function resolveOne(text: string, documents: readonly ShownDocument[]): string | null {
  if (text.length > longestReference) return null;
  const reference = foldText(text).trim();
  const byName = documents.find(({ name }) => name !== '' && foldText(name).trim() === reference);
  if (byName !== undefined) return byName.id;
  const numbered = numberIn(reference);
  const byNumber = documents.find(({ n }) => n === numbered?.number);
  if (byNumber !== undefined && ['', wordsOf(byNumber.subject)].includes(numbered?.rest ?? '')) return byNumber.id;
  const bare = reference.replaceAll(/["'“”‘’`*]/gu, '').trim();
  const byId = documents.find((document) => foldText(document.id) === bare);
  if (byId !== undefined) return byId.id;
  const bySubject = documents.filter((document) => {
    const subject = foldText(document.subject).trim();
    return subject !== '' && (subject === reference || subject.replaceAll(/["'“”‘’`*]/gu, '').trim() === bare);
  });
  return bySubject.length === 1 ? (bySubject[0]?.id ?? null) : null;
}

/** The number that a reference begins with, and the words after it. */
function numberIn(reference: string): { number: number; rest: string } | null {
  const tokens = wordsOf(reference).split(' ');
  const at = tokens.findIndex((token) => !words.has(token));
  const number = tokens[at];
  if (number === undefined || !/^\d{1,6}$/u.test(number)) return null;
  return { number: Number(number), rest: tokens.slice(at + 1).join(' ') };
}

/** Letters and digits alone, folded, one space between words. */
function wordsOf(text: string): string {
  return foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
