import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, parseTemplate } from '../../../src/core/trial/template.ts';

function written(text: string): readonly string[] {
  return parseTemplate({ text, pointer: '/user' }).pieces.map((piece) => {
    if (!isName(piece)) return piece.text;
    return [piece.before?.text, `<${piece.name}>`, piece.after?.text].filter((part) => part !== undefined).join('|');
  });
}

describe('a template', () => {
  it.each([
    ['', []],
    ['plain', ['plain']],
    ['a {{name}} b', ['a ', '<name>', ' b']],
    ['{{ name }}', ['<name>']],
    ['{{\n name\t}}', ['<name>']],
    ['{{factor.key}}{{other-name_2}}', ['<factor.key>', '<other-name_2>']],
    ['a\n{{name}}\nb', ['a\n', '<name>|\n', 'b']],
    ['a\n  {{name}}\t\nb', ['a\n', '  |<name>|\t\n', 'b']],
    ['a\r\n{{name}}\r\nb', ['a\r\n', '<name>|\r\n', 'b']],
    ['{{one}}\n{{two}}\n', ['<one>|\n', '<two>|\n']],
    ['{{one}} {{two}}\n', ['<one>', ' ', '<two>', '\n']],
    ['a\n- {{name}}\n', ['a\n- ', '<name>', '\n']],
    ['a\n  {{name}}', ['a\n', '  |<name>']],
    [String.raw`\{{name}}`, ['{{name}}']],
    [String.raw`a \{{b}} {{c}} \{{`, ['a ', '{{b}} ', '<c>', ' ', '{{']],
    [String.raw`\\{{name}}`, ['\\', '{{name}}']],
    [String.raw`{{name}}\{{`, ['<name>', '{{']],
    ['one { two } three }} four', ['one { two } three }} four']],
  ])('reads %j', (text, pieces) => {
    expect(written(text)).toEqual(pieces);
    expect(parseTemplate({ text, pointer: '/user' }).faults).toEqual([]);
  });

  it.each([
    ['{{ }} after', 'empty', '{{ }}'],
    ['{{}}', 'empty', '{{}}'],
    ['before {{a b}} after', 'not-a-name', '{{a b}}'],
    ['{{"json": 1}}', 'not-a-name', '{{"json": 1}}'],
    ['{{a.b.c}}', 'not-a-name', '{{a.b.c}}'],
    ['{{9lives}}', 'not-a-name', '{{9lives}}'],
    ['{{{name}}}', 'not-a-name', '{{{name}}'],
    ['Hello {{name, how are you?', 'unclosed', '{{name'],
    ['Hello {{name}, how {{are}} you?', 'unclosed', '{{name'],
    ['{{name\nnext}}', 'unclosed', '{{name'],
  ])('finds the fault in %j', (text, kind, at) => {
    const { faults, pieces } = parseTemplate({ text, pointer: '/user' });
    expect(faults.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([[kind, at]]);
    expect(pieces.map((piece) => (isName(piece) ? text.slice(piece.start, piece.end) : piece.text)).join('')).toBe(
      text,
    );
  });

  it('says where a name stands', () => {
    const [name] = parseTemplate({ text: 'a {{  company }}', pointer: '/user' }).names;
    expect(name).toMatchObject({ start: 2, end: 16, nameStart: 6 });
  });

  it('loses no character but the backslash of an escape', () => {
    const part = fc.constantFrom('{', '{{', '}}', 'name', ' ', '\n', '\\', '\\{{', '{{name}}', 'ä');
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        (text) => {
          const { pieces } = parseTemplate({ text, pointer: '/user' });
          const again = pieces
            .flatMap((piece) =>
              isName(piece) ? [piece.before, { text: text.slice(piece.start, piece.end) }, piece.after] : [piece],
            )
            .map((piece) => piece?.text ?? '')
            .join('');
          expect(again).toBe(text.replaceAll('\\{{', '{{'));
        },
      ),
    );
  });
});
