import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { ParsedDocument } from '../../../src/core/document/parsedDocument.ts';
import type { Problem } from '../../../src/core/text/problem.ts';
import { marked } from '../../support/source.ts';

function codes({ problems }: ParsedDocument): readonly string[] {
  return problems.map(({ code }) => code);
}

/** The text after the first fix of the first problem. */
function fixed({ text, problems }: ParsedDocument): string | undefined {
  const edits = problems[0]?.fixes?.[0]?.edits;
  return edits?.reduceRight(
    (done, { range, newText }) => done.slice(0, range.start) + newText + done.slice(range.end),
    text,
  );
}

describe('each problem marks what is wrong', () => {
  test.each([
    ['unquoted-template', 'body: ‸{{x}}‸\n'],
    ['unquoted-template', 'body: ‸{{x}} and {{y}}‸ # why\nid: 1\n'],
    ['unquoted-template', '- {text: ‸{{x}}‸, id: a}\n'],
    ['unquoted-template', '- {text: ‸Hello {{x}}‸}\n'],
    ['unquoted-template', 'a: [‸{{x}}‸, b]\n'],
    ['unquoted-colon', 'title: ‸Harbor: the leak‸\n'],
    ['unquoted-start', 'to: ‸@all of them‸ # c\n'],
    ['unclosed-quote', 'a: ‸"x‸\nb: 1\n'],
    ['unclosed-bracket', 'a: [1,2\n‸b‸: 3\n'],
    ['missing-comma', 'a: ["b" ‸"‸c"]\n'],
    ['stray-bracket', 'a: ‸}‸\n'],
    ['tab-indent', 'a:\n‸\t‸b: 1\n'],
    ['bad-indent', 'a: 1\n ‸b: 2‸\n'],
    ['bad-indent', 'x: |\n  a\n ‸b: c‸\n'],
    ['bad-indent', 'a:\n - b: 1\n    ‸c: 2‸\n    d: 3\n  - e: 4\nf: 5\n'],
    ['missing-colon', 'id: a\n‸tags‸\n'],
    ['missing-colon', '‸tags‸\nid: a\n'],
    ['missing-space', '"a"‸:b‸\n'],
    ['bad-list', 'a: 1\n‸- x‸\n'],
    ['bad-list', 'a: ‸- b‸\n'],
    ['text-after-value', "a: 'it'‸s'‸\n"],
    ['bad-escape', 'a: "‸\\d‸+"\n'],
    ['bad-comment', 'a: "b"‸#c‸\n'],
    ['unknown-tag', 'a: ‸!!set‸ {b}\n'],
    ['unknown-tag', 'a: ‸!env‸ KEY\n'],
    ['bad-key', '‸{‸a: b}: c\n'],
    ['empty-key', '‸:‸ a\n'],
    ['duplicate-key', 'a: 1\n‸a‸: 2\n'],
    ['duplicate-key', '"1": a\n‸1‸: b\n'],
    ['forbidden-key', '‸__proto__‸: {admin: true}\n'],
    ['forbidden-key', 'a: {‸constructor‸: b}\n'],
    ['merge-key', 'a: {b: 1}\nc:\n  ‸<<‸: 1\n'],
    ['bad-number', 'a: ‸12345678901234567890‸\n'],
    ['bad-number', 'a: ‸.inf‸\n'],
    ['bad-number', 'a: [‸1e999‸]\n'],
    ['unknown-alias', 'a: ‸*b‸\n'],
    ['alias-cycle', 'a: &b [‸*b‸]\n'],
    ['bad-character', 'a: ‸"\\0"‸\n'],
    ['bad-character', 'a: ‸"\\ud800"‸\n'],
    ['bad-character', 'a: x‸\0‸\n'],
    ['bad-character', 'a: x‸\ud800‸ y\n'],
    ['bad-character', 'a: ‸\x1f‸b\n'],
    ['yaml-directive', '‸%YAML 1.1‸\n---\na: no\n'],
    ['several-documents', 'a: 1\n‸---‸\nb: 2\n'],
  ])('%s: %s', (code, text) => {
    const { text: clean, ranges } = marked(text);
    const document = parseDocument(clean);
    expect(codes(document)).toEqual([code]);
    expect(document.problems[0]?.range).toEqual(ranges[0]);
    expect(document.problems[0]?.severity).toBe('error');
  });
});

describe('a fix solves its problem', () => {
  test.each([
    ['body: {{x}} and {{y}} # why\n', 'body: "{{x}} and {{y}}" # why\n'],
    ['- {text: Hello {{x}}}\n', '- {text: "Hello {{x}}"}\n'],
    ['title: Harbor: the "leak"\n', 'title: "Harbor: the \\"leak\\""\n'],
    ['to: @all\n', 'to: "@all"\n'],
    ['a:\n\tb: 1\n', 'a:\n  b: 1\n'],
    ['n: 12345678901234567890\n', 'n: "12345678901234567890"\n'],
    ['"a":b\n', '"a": b\n'],
  ])('%s', (text, expected) => {
    const document = parseDocument(text);
    expect(fixed(document)).toBe(expected);
    expect(parseDocument(expected).problems).toEqual([]);
  });
});

describe('data', () => {
  test('is plain, and keys are texts', () => {
    const document = parseDocument('a: [1, 0x10, 2.5, true, null, yes, 2026-03-02, "no"]\n1: {b: |\n  x\n}\n');
    expect(document.data).toBeUndefined();
    expect(parseDocument('a: [1, 0x10, 2.5, true, null, yes, 2026-03-02, "no"]\n1:\n  b: |\n    x\n').data).toEqual({
      a: [1, 16, 2.5, true, null, 'yes', '2026-03-02', 'no'],
      1: { b: 'x\n' },
    });
  });

  test('finds nothing that the file does not hold', () => {
    const data = parseDocument('a: 1').data as object;
    expect('toString' in data).toBe(false);
  });

  test.each([
    ['an unquoted template', 'a: {{x}}\nb: 1', { a: '{{x}}', b: 1 }],
    ['a key twice: the first', 'a: 1\na: 2', { a: 1 }],
    ['a forbidden key: without it', '__proto__: {b: 1}\na: 1', { a: 1 }],
    ['an unknown tag: without it', 'a: !x 1', { a: '1' }],
    ['an alias', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['the last anchor of a name', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
  ])('is there in spite of %s', (_name, text, data) => {
    expect(parseDocument(text).data).toEqual(data);
  });

  test('is null for a file without a value', () => {
    for (const text of ['', '\n', '# only a comment\n']) {
      expect(parseDocument(text)).toMatchObject({ data: null, problems: [] });
    }
  });

  test('is missing where the text is no document, and what could be read is in `partial`', () => {
    const document = parseDocument('a: 1\nb: {c: 2\nd: "x\n');
    expect(document.data).toBeUndefined();
    expect(document.partial).toMatchObject({ a: 1 });
  });

  test('a problem of readable data has a pointer; of text that is no document, none', () => {
    expect(parseDocument('a: [{b: 1, b: 2}]').problems[0]?.pointer).toBe('/a/0/b');
    expect(parseDocument('a: [').problems[0]?.pointer).toBeNull();
  });
});

test('of a block that is indented badly the first line is told, and the line above it that it may have to fit', () => {
  const text = 'a:\n b: 1\n  c: 2\n  d: 3\n e: 4\nf:\n  - g: 1\n     h: 2\n     i: 3\n  - j: 4\n';
  const { problems } = parseDocument(text);
  const on = ({ range }: Pick<Problem, 'range'>): string => text.slice(range.start, range.end);
  expect(problems.map((problem) => [problem.code, on(problem), ...(problem.related ?? []).map(on)])).toEqual([
    ['bad-indent', 'c: 2', 'b: 1'],
    ['bad-indent', 'h: 2', '- g: 1'],
  ]);
});

test.each([
  ['a: {b: Hello {{x}}, c: 1}\nd: {e: [f]}\ng: {h: 1}\n', ['Hello {{x}}']],
  ['a: [eng@{{x}}]\nb: {c: {{y}}, d: [all@{{x}}]}\ne: [f]\n', ['eng@{{x}}', '{{y}}', 'all@{{x}}']],
  ['a: {{x}}: {{y}}\nb: 1\n', ['{{x}}: {{y}}']],
])('a template that is not quoted is one problem, whatever stands in brackets after it: %j', (text, told) => {
  const { problems } = parseDocument(text);
  expect(problems.map(({ code }) => code)).toEqual(told.map(() => 'unquoted-template'));
  expect(problems.map(({ range }) => text.slice(range.start, range.end))).toEqual(told);
});

test('all problems come in one pass, in the order of the text', () => {
  const document = parseDocument('a: {{x}}\nb: 1\nb: 2\nc: !t 3\nd: 1e999\ne: *none\n');
  expect(codes(document)).toEqual(['unquoted-template', 'duplicate-key', 'unknown-tag', 'bad-number', 'unknown-alias']);
});
