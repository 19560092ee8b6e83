import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/core/document/limits.ts';
import { parseDocument, parseDocumentSliced, parseSteps } from '../../../src/core/document/parseDocument.ts';
import type { ParsedDocument } from '../../../src/core/document/parsedDocument.ts';
import { WorkAborted } from '../../../src/core/text/steps.ts';

/** The document, and in how many slices it was parsed. */
function sliced(text: string): { readonly document: ParsedDocument; readonly slices: number } {
  const steps = parseSteps(text);
  for (let slices = 1; ; slices++) {
    const step = steps.next();
    if (step.done) return { document: step.value, slices };
  }
}

function summary(document: ParsedDocument): unknown {
  const { data, partial, problems } = document;
  return { data, partial, problems };
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('a limit is a problem, and stops the work', () => {
  test.each<readonly [name: string, code: string, text: string, mostSlices: number]>([
    ['a file that is too long', 'file-too-large', `a: ${'x'.repeat(limits.characters)}`, 1],
    ['a text of empty lines', 'file-too-large', `a: |\n${'\n'.repeat(900_000)}`, 1],
    ['more keys than any scenario has', 'too-many-values', lines(30_000, (index) => `k${index}: {a: 1}`), 400],
    ['lists in lists', 'too-deep', '['.repeat(5_000), 2],
    ['maps in maps', 'too-deep', lines(5_000, (index) => `${' '.repeat(Math.min(index, 90))}a:`), 2],
    ['dashes on one line', 'too-deep', `${'- '.repeat(5_000)}a`, 2],
    ['a list in brackets without an end', 'too-long-in-brackets', `a: [${'x, '.repeat(40_000)}]`, 200],
    ['an alias bomb', 'too-many-aliases', bomb(), 3],
    [
      'a hundred copies of a long text',
      'too-many-aliases',
      `a: &a ${'x'.repeat(100_000)}\nb:\n${lines(90, () => '- *a')}`,
      10,
    ],
    ['anchors on anchors', 'too-many-aliases', `a: ${'&a '.repeat(300_000)}x`, 3],
    ['many aliases', 'too-many-aliases', `a: &a 1\nb:\n${lines(101, () => '- *a')}`, 3],
  ])('%s', (_name, code, text, mostSlices) => {
    const { document, slices } = sliced(text);
    expect(document.problems.map((problem) => problem.code)).toContain(code);
    expect(slices).toBeLessThanOrEqual(mostSlices);
    expect(size(document.data)).toBeLessThanOrEqual(limits.entries);
  });

  /** Ten to the ninth, if written out. */
  function bomb(): string {
    const rows = Array.from({ length: 9 }, (_, row) => `a${row + 1}: &a${row + 1} [${`*a${row},`.repeat(10)}]`);
    return `a0: &a0 [x]\n${rows.join('\n')}`;
  }

  function size(data: unknown): number {
    if (typeof data !== 'object' || data === null) return 1;
    return Object.values(data).reduce<number>((sum, item) => sum + size(item), 0);
  }
});

describe('what is large but within the limits is read, in many slices', () => {
  test.each<readonly [name: string, text: string, leastSlices: number]>([
    ['a map of 40,000 keys', lines(40_000, (index) => `key${index}: ${index}`), 150],
    ['10,000 documents', `d:\n${lines(10_000, (index) => `- {id: d${index}}`)}`, 80],
    ['maps in a list in a map', `d:\n${lines(5_000, (index) => `- id: d${index}\n  body: |\n    x`)}`, 80],
  ])('%s', (_name, text, leastSlices) => {
    const { document, slices } = sliced(text);
    expect(document.problems).toEqual([]);
    expect(slices).toBeGreaterThanOrEqual(leastSlices);
  });

  test('a text of almost a million characters', () => {
    const { document } = sliced(`a: |\n${lines(9_000, () => `  ${'word '.repeat(20)}`)}`);
    expect(document.problems).toEqual([]);
    const { start, end } = document.stringRange('/a', 900_000, 900_004);
    expect(document.text.slice(start, end)).toMatch(/^[word ]{4}$/);
  });
});

test('after the first 50 problems, one more says how many are left', () => {
  const { problems } = parseDocument(lines(100, () => 'a: 1'));
  expect(problems).toHaveLength(limits.problems + 1);
  expect(problems.at(-1)).toMatchObject({ code: 'more-problems' });
  expect(problems.at(-1)?.message).toContain('49 more');
});

test('a text with thousands of errors ends early', () => {
  const { document, slices } = sliced(lines(49_000, () => '@ }'));
  expect(document.problems.length).toBeLessThanOrEqual(limits.problems + 1);
  expect(slices).toBeLessThan(200);
});

describe('whatever the text is', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'key',
      ': ',
      ':',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      '{',
      '}',
      '{{x}}',
      '[',
      ']',
      ', ',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '!t ',
      '#',
      ' ',
      '\t',
      '%',
      '---',
      '...',
      '? ',
      '<<',
      '\r\n',
      '\\',
      '\0',
      '\ufeff',
      '1e999',
      '@',
    ],
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );

  test('parsing never throws, and what it says lies within the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = parseDocument(text);
        for (const { range } of document.problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
        if (document.data === undefined) expect(document.problems).not.toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('sliced is the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const document = await parseDocumentSliced(text, () => Promise.resolve());
        expect(summary(document)).toEqual(summary(parseDocument(text)));
      }),
      { numRuns: 300 },
    );
  });
});

test('composed in pieces is composed the same', () => {
  const block = (count: number): string =>
    lines(
      count,
      (index) =>
        `- id: d${index}\n  body: |2\n      deeper\n    ${'text '.repeat(40)}${index}\n  list:\n    - a\n  # why\n  flow: {a: [b, *x], c: "d\n    e"}`,
    );
  const text = `first: &x 1\nlist: &y # c\n${block(90)}\nmap:\n  inner:\n${lines(2_000, (index) => `    k${index}: ${index}`)}\nlast: 2\n`;
  const one = parseDocument(`first: &x 1\nlist: &y # c\n${block(1)}\n`).data as { list: readonly unknown[] };
  const all = parseDocument(text);
  const data = all.data as { list: readonly unknown[]; map: { inner: Record<string, number> }; last: number };
  expect(all.problems).toEqual([]);
  expect(data.list).toHaveLength(90);
  expect(data.list[0]).toEqual(one.list[0]);
  expect(data.map.inner['k1999']).toBe(1_999);
  expect(data.last).toBe(2);
  const { start, end } = all.stringRange('/list/89/body', 2, 8);
  expect(text.slice(start, end)).toBe('deeper');
  expect(all.pointerAt(start)).toBe('/list/89/body');
});

test('stops where the signal says so', async () => {
  let yields = 0;
  const signal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  const parsing = parseDocumentSliced(
    lines(5_000, (index) => `k${index}: 1`),
    () => {
      signal.aborted = ++yields === 2;
      return Promise.resolve();
    },
    signal,
  );
  await expect(parsing).rejects.toBeInstanceOf(WorkAborted);
  expect(yields).toBe(2);
});
