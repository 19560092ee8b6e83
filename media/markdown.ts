import type { TextTable } from '../src/core/view/shown/ratesTable.ts';
import { plain } from './visibleText.ts';

/** A table as GitHub's Markdown writes it; columns of numbers are aligned right. */
export function markdownTable({ head, rows, numbersFrom }: TextTable): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index < numbersFrom ? inCell(cell) : cell)).join(' | ')} |`;
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
