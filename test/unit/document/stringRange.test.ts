import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument as parseYaml, Scalar, stringify } from 'yaml';
import type { ParsedDocument } from '../../../src/core/document/parsedDocument.ts';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { source } from '../../support/source.ts';

/** The text that stands where `part` of the string at the pointer came from. */
function textOf(text: string, pointer: string, part: string): string {
  const document = parseDocument(text);
  const value = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((data, key) => (data as Record<string, unknown>)[key], document.data) as string;
  const at = value.indexOf(part);
  expect(at, `${JSON.stringify(part)} is in ${JSON.stringify(value)}`).toBeGreaterThanOrEqual(0);
  const { start, end } = document.stringRange(pointer, at, at + part.length);
  return text.slice(start, end);
}

describe('stringRange finds the way back', () => {
  test.each([
    ['plain', 'a: hello {{name}} there', '{{name}}', '{{name}}'],
    ['plain over lines', 'a: hello\n   dear\n   {{name}}\n', 'dear {{', 'dear\n   {{'],
    ['plain with an empty line', 'a: one\n\n  two\n', 'e\nt', 'e\n\n  t'],
    ['single-quoted', "a: 'it''s {{name}}'", "'s {{name}}", "''s {{name}}"],
    ['double-quoted', 'a: "tab\\t{{name}}"', '\t{{', '\\t{{'],
    ['an escape by number', 'a: "\\u0041\\x42{{name}}"', 'B{', '\\x42{'],
    ['a character of two units', 'a: "\\U0001F600 {{name}}"', ' {{name}}', ' {{name}}'],
    ['an escaped line break', 'a: "one\\\n    two"', 'two', 'two'],
    ['a folded quoted text', 'a: "one  \n   two"', 'e t', 'e  \n   t'],
    ['literal', 'a: |\n  one\n  {{name}}\n', '{{name}}', '{{name}}'],
    ['literal, over a line break', 'a: |\n  one\n  two\n', 'e\nt', 'e\n  t'],
    ['literal with deeper lines', 'a: |\n  one\n    two\n', '  two', '  two'],
    ['literal with an explicit indentation', 'a: |2\n    one\n  two\n', '  one', '  one'],
    ['literal with CRLF', 'a: |\r\n  one\r\n  {{name}}\r\n', '{{name}}', '{{name}}'],
    ['literal that keeps its end', 'a: |+\n  one\n\n\n', '\n\n', '\n\n'],
    ['folded', 'a: >\n  one\n  {{name}}\n', '{{name}}', '{{name}}'],
    ['folded, over a fold', 'a: >-\n  one\n  two\n', 'e t', 'e\n  t'],
    ['folded with an empty line', 'a: >\n  one\n\n  two\n', 'one\ntwo', 'one\n\n  two'],
    ['folded with deeper lines', 'a: >\n  one\n    two\n  three\n', 'three', 'three'],
  ])('%s', (_name, text, part, expected) => {
    expect(textOf(text, '/a', part)).toBe(expected);
  });

  test('through lists, maps and aliases', () => {
    const text = source`
      docs:
        - body: &shared |
            Dear {{name}}
        - body: *shared
    `;
    expect(textOf(text, '/docs/1/body', '{{name}}')).toBe('{{name}}');
    expect(parseDocument(text).stringRange('/docs/1/body', 5, 13)).toEqual(
      parseDocument(text).stringRange('/docs/0/body', 5, 13),
    );
  });

  test('what lies outside the string is clamped', () => {
    const document = parseDocument('a: "xy"');
    expect(document.stringRange('/a', 0, 99)).toEqual({ start: 4, end: 6 });
    expect(document.stringRange('/a', 1, 1)).toEqual({ start: 5, end: 5 });
    expect(parseDocument('a: ""').stringRange('/a', 0, 0)).toEqual({ start: 4, end: 4 });
  });

  const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
  const character = fc.constantFrom('a', 'b', ' ', '\n', '\t', "'", '"', '\\', ':', '#', '{', 'é', '😀', '-', '\u2028');
  const string = fc.oneof(
    fc.string({ unit: character, maxLength: 120 }),
    fc
      .array(fc.constantFrom('some words', '  deeper words', '', ' ', 'words {{name}} '), { maxLength: 12 })
      .map((lines) => lines.join('\n')),
  );

  test('of every character of any string, in any style that yaml writes', () => {
    fc.assert(
      fc.property(string, fc.constantFrom(...styles), fc.integer({ min: 20, max: 60 }), (value, style, lineWidth) => {
        const scalar = new Scalar(value);
        scalar.type = style;
        const text = stringify({ list: [{ a: scalar }, 1] }, { lineWidth });
        // What yaml cannot read back itself, such as a colon alone on a plain line.
        fc.pre(parseYaml(text).errors.length === 0);
        const document = parseDocument(text);
        expect(document.problems).toEqual([]);
        expect(parse(text)).toEqual(document.data);
        const read = (document.data as { list: [{ a: string }] }).list[0].a;
        expectEachCharacter(document, '/list/0/a', read);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('of every character of a text written by hand, however its lines are indented', () => {
  const line = fc.tuple(
    fc.constantFrom('', ' ', '  ', '   ', '    '),
    fc.constantFrom('', 'one', 'two words', '\tx', "it's", '\\'),
  );
  const lines = fc.array(line, { maxLength: 8 }).map((list) => list.map(([indent, words]) => indent + words));
  const header = fc.constantFrom('|', '>', '|-', '>+', '|2', '>2-', '', "'", '"');
  const lineBreak = fc.constantFrom('\n', '\r\n');
  let read = 0;
  fc.assert(
    fc.property(header, lines, lineBreak, (style, body, newline) => {
      const isQuoted = style === "'" || style === '"';
      const written = body.map((words) =>
        style === "'" ? words.replaceAll("'", "''") : words.replaceAll('\\', '\\\\'),
      );
      const text = `a: ${style}${isQuoted ? '' : newline}${written.join(newline)}${isQuoted ? style : newline}`;
      const document = parseDocument(text);
      const value = (document.data as { a?: unknown } | undefined)?.a;
      if (document.problems.length > 0 || typeof value !== 'string') return;
      read++;
      expectEachCharacter(document, '/a', value);
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(500);
});

function expectEachCharacter(document: ParsedDocument, pointer: string, value: string): void {
  const { text } = document;
  for (let at = 0; at < value.length; at++) {
    const { start, end } = document.stringRange(pointer, at, at + 1);
    expectToMean(text.slice(start, end), value.charAt(at), text);
    if (at > 0) expect(document.stringRange(pointer, at - 1, at).start).toBeLessThanOrEqual(start);
  }
}

/** A piece of the source means a character if it is that character, an escape of it, or a fold that becomes it. */
function expectToMean(piece: string, character: string, text: string): void {
  if (piece === character) return;
  const where = `${JSON.stringify(piece)} for ${JSON.stringify(character)} in ${JSON.stringify(text)}`;
  if (piece === "''") expect(character, where).toBe("'");
  else if (piece.startsWith('\\')) {
    expect(parse(`"${piece}"`), where).toContain(character);
  } else {
    expect(piece, where).toMatch(/^[ \t]*(\r?\n[ \t]*)+$/);
    expect(character, where).toMatch(/[ \n]/);
  }
}
