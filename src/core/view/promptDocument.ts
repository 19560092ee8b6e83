import type { Condition, RenderedPiece, RenderedText } from '../trial/trial.ts';

export interface PromptDocument {
  readonly text: string;
  /** For each line of `text`: the JSON pointer of the string of the file that it came from; null for headers and the like. */
  readonly lineMap: readonly (string | null)[];
}

/**
 * What a condition sends, as a document to read and to compare: the exact text of each message under a line that names its
 * role, and nothing that differs where the prompt does not. The same prompt gives the same document.
 */
export function promptDocument({ prompt }: Pick<Condition, 'prompt'>): PromptDocument {
  const messages = [
    ...(prompt.system === null ? [] : [{ role: 'system', content: prompt.system }]),
    ...prompt.messages,
  ];
  const lines = messages.flatMap(({ role, content }, index) => [
    ...(index === 0 ? [] : [ownLine('')]),
    ownLine(`──────── ${role} ────────`),
    ...contentLines(content),
  ]);
  return {
    text: `${lines.map(({ text }) => text).join('\n')}\n`,
    lineMap: [...lines.map(({ pointer }) => pointer), null],
  };
}

interface Line {
  readonly text: string;
  readonly pointer: string | null;
}

function ownLine(text: string): Line {
  return { text, pointer: null };
}

/** The lines of a text, each with the string that its first character came from. The pieces are in the order of the text. */
function contentLines({ text, map }: RenderedText): readonly Line[] {
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
