import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { DeclaredTool, Levels } from '../scenario/scenario.ts';
import type { SourceText, Text } from '../scenario/sourceText.ts';
import { isObject, joinPointer } from '../text/json.ts';
import type { Problem } from '../text/problem.ts';
import type { ScopedText } from './names.ts';
import { conditionWords } from './when.ts';

/** Texts of which no alternative held, each with the first condition in which that was so. */
export function alternativeProblems(document: ParsedDocument, missing: ReadonlyMap<Text, Levels>): readonly Problem[] {
  return [...missing].map(([text, levels]) => {
    const pointer = ownerOf(text[0]?.text ?? null);
    const message = `No alternative holds in ${conditionWords(levels)}. Put one without \`when\` at the end, as in \`- {text: ""}\`.`;
    return { code: 'no-alternative', severity: 'error', message, range: document.keyRange(pointer), pointer };
  });
}

/** Tools of which no permission held, each with the first condition in which that was so. */
export function permissionProblems(
  document: ParsedDocument,
  unpermitted: ReadonlyMap<DeclaredTool, Levels>,
): readonly Problem[] {
  return [...unpermitted].map(([tool, levels]) => {
    const pointer = joinPointer(tool.pointer, 'permission');
    const message = `No permission of tool \`${tool.id}\` holds in ${conditionWords(levels)}. Put one without \`when\` at the end, as in \`- {permission: allow}\`.`;
    return { code: 'no-alternative', severity: 'error', message, range: document.keyRange(pointer), pointer };
  });
}

/** Messages without a character in them, which every provider refuses, each with the first condition in which that is so. */
export function emptyMessageProblems(document: ParsedDocument, empty: ReadonlyMap<Text, Levels>): readonly Problem[] {
  return [...empty].map(([text, levels]) => {
    const pointer = ownerOf(text[0]?.text ?? null);
    const message = `The user says nothing in ${conditionWords(levels)}, and a model answers to something. Write a text that is not empty there.`;
    return { code: 'empty-message', severity: 'error', message, range: document.keyRange(pointer), pointer };
  });
}

/** The file's canary in a text that is sent: then it would no longer mark the file alone. */
export function canaryProblems(texts: readonly ScopedText[], document: ParsedDocument): readonly Problem[] {
  const canary = canaryOf(document);
  if (canary === null) return [];
  return texts.flatMap(({ source }): Problem[] => {
    const start = source.text.toLowerCase().indexOf(canary);
    if (start === -1) return [];
    const { pointer } = source;
    const range = document.stringRange(pointer, start, start + canary.length);
    const message =
      'This is the canary, which marks the file in training data and must not be sent. Take it out of this text.';
    return [{ code: 'canary-in-prompt', severity: 'error', message, range, pointer }];
  });
}

function canaryOf({ data }: ParsedDocument): string | null {
  if (!isObject(data) || !Object.hasOwn(data, 'canary')) return null;
  const { canary } = data;
  return typeof canary === 'string' && canary !== '' ? canary.toLowerCase() : null;
}

/** The pointer of a text as a whole: its first alternative's, without `/0/text` where it is a list. */
function ownerOf(first: SourceText | null): string {
  return first?.pointer.replace(/\/0\/text$/, '') ?? '';
}
