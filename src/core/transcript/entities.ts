import { filler } from './fold.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
/** `&`, at most seven characters, `;`: a bounded pattern, so linear. */
const entity = /&(lt|gt|amp|quot|apos|#\d{1,5}|#x[0-9a-f]{1,4});/gi;

/**
 * Decodes HTML's escapes once (`&amp;lt;` gives `&lt;`), in place: the result has the input's length, what an escape leaves
 * over is filler. Models escape tags when they take the answer for HTML.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (escape: string, name: string) => {
    const character = name.startsWith('#') ? numeric(name.slice(1)) : named.get(name.toLowerCase());
    return character === undefined ? escape : filler.repeat(escape.length - 1) + character;
  });
}

function numeric(digits: string): string | undefined {
  const hex = digits.startsWith('x') || digits.startsWith('X');
  const code = hex ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  const isCharacter = code > 0 && code <= 0xffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCharCode(code) : undefined;
}

/** An aligned text for people: without its filler. */
export function withoutFiller(aligned: string): string {
  return aligned.includes(filler) ? aligned.replaceAll(filler, '') : aligned;
}
