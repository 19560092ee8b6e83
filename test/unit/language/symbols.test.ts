import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { readHeading } from '../../../src/language/heading.ts';
import { fileLinks } from '../../../src/language/links.ts';
import { outline, type OutlineSymbol } from '../../../src/language/symbols.ts';
import { templateTokens } from '../../../src/language/templateTokens.ts';
import { readMarks } from '../../support/languageCases/base.ts';
import { outlineCases, tokenCases } from '../../support/languageCases/symbols.ts';

function lines(symbols: readonly OutlineSymbol[], indentation = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indentation}${name}${detail === '' ? '' : ` — ${detail}`}`,
    ...lines(children, `${indentation}  `),
  ]);
}

function all(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...all(symbol.children)]);
}

describe('outline', () => {
  it.each(outlineCases)('of $name', ({ source, expected }) => {
    expect(lines(outline(parseDocument(readMarks(source).text)))).toEqual(expected);
  });

  it.each(outlineCases)('has names, and ranges inside each other: $name', ({ source }) => {
    for (const { name, range, selection, children } of all(outline(parseDocument(readMarks(source).text)))) {
      expect(name).not.toBe('');
      for (const inner of [selection, ...children.map((child) => child.range)]) {
        expect(inner.start).toBeGreaterThanOrEqual(range.start);
        expect(inner.end).toBeLessThanOrEqual(range.end);
      }
    }
  });

  it('is empty for a file that is no map', () => {
    expect(['', '- a', 'text'].map((text) => outline(parseDocument(text)))).toEqual([[], [], []]);
  });
});

describe('tokens of templates', () => {
  it.each(tokenCases)('$name', ({ source, expected }) => {
    const document = parseDocument(readMarks(source).text);
    const tokens = templateTokens(document);
    expect(tokens.map(({ kind, range }) => `${kind} ${document.text.slice(range.start, range.end)}`)).toEqual(expected);
  });
});

describe('the heading of a file', () => {
  it.each([
    ['id: harbor\ntitle: A leak\n', { id: 'harbor', title: 'A leak', range: { start: 4, end: 10 } }],
    ['scenarist: 1\r\nid: "harbor" # x\r\n', { id: 'harbor', title: '', range: { start: 19, end: 25 } }],
    ["id: 'a-1'\ntitle: \"It's\"", { id: 'a-1', title: "It's", range: { start: 5, end: 8 } }],
    ['vars:\n  id: harbor\n', null],
    ['id:\n', null],
    ['id: {a: b}\n', null],
    ['', null],
  ])('of %j', (text, expected) => {
    expect(readHeading(text)).toEqual(expected);
  });
});

describe('links to files', () => {
  it.each([
    ['run: {models: [scripted/demo, anthropic/x]}', ['scripted/demo → demo.model.yaml models/demo.model.yaml']],
    ['run: {models: [{model: "scripted/a"}]}', ['scripted/a → a.model.yaml models/a.model.yaml']],
    ['classifiers: [{judge: {model: scripted/judge}}]', ['scripted/judge → judge.model.yaml models/judge.model.yaml']],
    [
      'include: [goals.fragment.yaml, ../shared.yaml]',
      ['goals.fragment.yaml → goals.fragment.yaml', '../shared.yaml → ../shared.yaml'],
    ],
    ['include: [/etc/passwd, "https://x.test/a", "", "a\\\\b"]', []],
  ])('of %s', (text, expected) => {
    const document = parseDocument(text);
    const links = fileLinks(document).map(
      ({ range, paths }) => `${document.text.slice(range.start, range.end)} → ${paths.join(' ')}`,
    );
    expect(links).toEqual(expected);
  });
});
