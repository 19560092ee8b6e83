import { assertNever } from '../text/assertNever.ts';
import type { MarkedText, TranscriptPart, TranscriptView } from './views.ts';

/**
 * A transcript as a plain text to read beside another: the verdicts first, then each part under a line that names it, and nothing
 * that differs where the transcripts do not (no ids, times or token counts).
 */
export function transcriptDocument({ row, verdicts, parts, error }: TranscriptView): string {
  const levels = Object.entries(row.levels).map(([factor, level]) => `${factor}: ${level}`);
  return [
    ...levels,
    `model: ${row.model}`,
    ...verdicts.map(({ classifier, status, label }) => `${classifier}: ${label ?? status.replace('_', ' ')}`),
    ...(error === null ? [] : [`error: ${error}`]),
    ...parts.flatMap(partLines),
    '',
  ].join('\n');
}

function partLines(part: TranscriptPart): readonly string[] {
  switch (part.kind) {
    case 'text':
      return [head('text'), textOf(part.text)];
    case 'user':
      return [head(part.probe === null ? 'user' : `probe ${part.probe}`), textOf(part.text)];
    case 'result':
      return [head(`${part.tool} answered${part.isError ? ' with an error' : ''}`), textOf(part.text)];
    case 'reasoning':
      return [head('reasoning'), part.hidden ? 'hidden by the provider' : textOf(part.text)];
    case 'action':
      return [
        head(part.form === 'plain' ? part.tool : `${part.tool} (${part.form})`),
        ...part.fields.map(({ name, text }) => `${name}: ${textOf(text)}`),
      ];
    default:
      return assertNever(part);
  }
}

function head(name: string): string {
  return `\n──────── ${name} ────────`;
}

function textOf(text: MarkedText): string {
  return text.map((stretch) => stretch.text).join('');
}
