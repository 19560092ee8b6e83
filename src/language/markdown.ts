/**
 * Text of a file inside Markdown. A scenario may come from anywhere, and Markdown can load images and hide where a link
 * leads: what a file holds is shown as it is, never as Markdown.
 */

/** A text on lines of its own, exactly as it is but for its length. */
export function fenced(text: string, most = 300): string {
  const shown = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

/** A text within a paragraph. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!<>|~&:-]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** A sentence of a file within a paragraph; what stands between backticks is in the font of code, as its author meant it. */
export function sentence(text: string): string {
  return text
    .split(/(?<!`)`([^`\n]+)`(?!`)/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escaped(part)))
    .join('');
}

/** A name or a short text in the font of code. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
