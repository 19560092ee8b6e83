import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { yamlText } from '../../../src/language/yamlText.ts';

const texts = fc.array(
  fc.constantFrom('a', ' ', '\n', '#', ': ', '- ', '"', "'", '\\', '\t', '{{x}}', '|', '%', 'é', '😀', 'no', '12'),
  { maxLength: 12 },
);

it('a text is read back as it is, in each of its forms', () => {
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      const { inline, block } = yamlText(text);
      expect(parseDocument(`a: ${inline}\nb: {c: ${inline}}\n`).data).toEqual({ a: text, b: { c: text } });
      if (block === null) return;
      const lines = block.lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
      expect(parseDocument(`a:\n  b: ${block.header}\n${lines}\n  c: d\n`).data).toEqual({ a: { b: text, c: 'd' } });
    }),
    { numRuns: 1_000 },
  );
});
