import { eventText } from './eventWords.ts';
import type { Prompt, RenderedPiece, RenderedText } from '../trial/trial.ts';

/**
 * What a condition sends, as a document to read and to compare: the exact text of each message under a line that names its
 * role, what may happen after that, and nothing that differs where the prompt does not. The same prompt gives the same text. Like
 * any rendered text it knows where each piece came from; of the lines that name the roles, and of events, no string of the file
 * knows.
 */
export function promptDocument({ prompt }: { readonly prompt: Prompt }): RenderedText {
  const map: RenderedPiece[] = [];
  let text = '';
  for (const { role, content } of sentMessages(prompt)) {
    if (text !== '') text += '\n\n';
    text += `──────── ${role} ────────\n`;
    const from = text.length;
    map.push(...content.map.map((piece) => ({ ...piece, start: piece.start + from, end: piece.end + from })));
    text += content.text;
  }
  for (const event of prompt.events) {
    const { title, told, brings } = eventText(event, prompt);
    text += [`\n\n──────── event: ${title} ────────`, told, brings]
      .filter((part) => part !== null && part !== '')
      .join('\n');
  }
  return { text: `${text}\n`, map };
}

/** How many characters are taken for a token where nothing is known of the model's own count. */
export const charactersPerToken = 4;

/** A rough size, never a count: each model cuts a text in its own way. In tokens. */
export function estimateTokens(prompt: Prompt): number {
  const characters = sentMessages(prompt).reduce((sum, { content }) => sum + content.text.length, 0);
  return Math.ceil(characters / charactersPerToken);
}

function sentMessages(prompt: Prompt): readonly { readonly role: string; readonly content: RenderedText }[] {
  return [...(prompt.system === null ? [] : [{ role: 'system', content: prompt.system }]), ...prompt.messages];
}
