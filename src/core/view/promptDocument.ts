import { levelWords } from '../trial/when.ts';
import type { Condition, RenderedPiece, RenderedText } from '../trial/trial.ts';

export interface PromptDocument {
  readonly text: string;
  /** For each line of `text`: the JSON pointer of the string of the file that it came from; null for headers and the like. */
  readonly lineMap: readonly (string | null)[];
}

/**
 * What a condition sends, as a document to read and to compare: the exact text of each message under a line that names its
 * role. The same condition gives the same text; headers hold nothing that differs without the prompt differing, so that two
 * conditions can be compared in a diff.
 */
export function promptDocument({ levels, same, prompt }: Condition): PromptDocument {
  const parts: readonly Section[] = [
    { header: `# condition: ${levelWords(levels)}`, body: null },
    ...same.map((other) => ({ header: `# sends the same: ${levelWords(other)}`, body: null })),
    ...(prompt.system === null ? [] : [{ header: header('system'), body: prompt.system }]),
    ...prompt.messages.map(({ role, content }) => ({ header: header(role), body: content })),
  ];
  const lines = parts.flatMap(({ header: title, body }) => {
    const own = { text: title, pointer: null };
    return body === null ? [own] : [{ text: '', pointer: null }, own, ...bodyLines(body)];
  });
  return {
    text: `${lines.map(({ text }) => text).join('\n')}\n`,
    lineMap: [...lines.map(({ pointer }) => pointer), null],
  };
}

interface Section {
  readonly header: string;
  readonly body: RenderedText | null;
}

function header(role: string): string {
  return `──────── ${role} ────────`;
}

/** The lines of a text, each with the string that its first character came from. The pieces are in the order of the text. */
function bodyLines({ text, map }: RenderedText): readonly { readonly text: string; readonly pointer: string | null }[] {
  let at = 0;
  let piece = 0;
  return text.split('\n').map((line) => {
    while (endOf(map[piece]) <= at && piece < map.length) piece++;
    const found = map[piece];
    const pointer = found !== undefined && found.start < at + Math.max(1, line.length) ? found.pointer : null;
    at += line.length + 1;
    return { text: line, pointer };
  });
}

function endOf(piece: RenderedPiece | undefined): number {
  return piece?.end ?? Number.POSITIVE_INFINITY;
}
