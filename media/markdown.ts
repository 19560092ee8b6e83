import { plain } from './visibleText.ts';

/** A table as GitHub's Markdown writes it; numbers of the columns from `numbersFrom` on are aligned right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbersFrom = head.length,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`;
  const rule = `| ${head.map((_, index) => (index >= numbersFrom ? '---:' : '---')).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** What a model wrote, as a block that no fence inside it can end. */
export function markdownBlock(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

function inCell(text: string): string {
  return markdownText(text).replaceAll('|', '\\|');
}

/** One line of words that are not ours: nothing in it is markup. */
export function markdownText(text: string): string {
  return plain(text.replaceAll(/\s+/g, ' '), 2000).replaceAll(/[\\`*_[\]<>#]/g, '\\$&');
}
