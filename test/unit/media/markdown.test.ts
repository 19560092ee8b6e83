import { expect, it } from 'vitest';
import { markdownBlock, markdownTable, markdownText } from '../../../media/markdown.ts';

it('no fence inside a block ends it', () => {
  expect(markdownBlock('a\n```\n````js\nb')).toBe('`````text\na\n```\n````js\nb\n`````');
});

it('words that are not ours are no markup, and stay on one line', () => {
  expect(markdownText('a *b* <i> [x](y)\n# |')).toBe('a \\*b\\* \\<i\\> \\[x\\](y) \\# |');
});

it('a bar in a cell begins no other cell', () => {
  const table = { head: ['level', 'n'], rows: [['a|b', '1/2']], numbersFrom: 1 };
  expect(markdownTable(table)).toBe('| level | n |\n| --- | ---: |\n| a\\|b | 1/2 |');
});
