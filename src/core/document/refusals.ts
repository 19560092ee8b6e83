import type { Problem } from '../text/problem.ts';
import { textRange, type LineIndex } from '../text/range.ts';
import { limits } from './limits.ts';

/** Control characters are not YAML, and yaml's lexer uses some of them as marks of its own. */
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const surrogate = /\p{Surrogate}/u;

/** Why the text is not even given to the YAML parser; null where it is. */
export function refuseText(text: string, lines: LineIndex): Problem | null {
  // Each line but the last has a character of its own, so of a short text they need not be counted.
  if (text.length >= limits.lines && lines.lineCount > limits.lines) {
    const message = `The file has more than ${limits.lines.toLocaleString('en')} lines. Split it.`;
    return problemAt('file-too-large', message, 0, 1);
  }
  if (text.length > limits.characters) {
    const message = `The file is longer than ${limits.characters.toLocaleString('en')} characters. Split it, or leave out what no condition shows.`;
    return problemAt('file-too-large', message, 0, 1);
  }
  const at = badCharacter(text);
  if (at === null) return null;
  return problemAt('bad-character', `${describeUnit(text, at)} cannot stand in a YAML file. Delete it.`, at, at + 1);
}

/** Where the first control character or half of a surrogate pair stands. */
export function badCharacter(text: string): number | null {
  const at = text.search(control);
  if (at >= 0) return at;
  return text.isWellFormed() ? null : text.search(surrogate);
}

/** `U+0000`, and what is special about it. */
export function describeUnit(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  const code = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  return unit < 0xd800 ? `The control character ${code}` : `${code}, half of a surrogate pair,`;
}

/** An error before there is a document to point into. */
export function problemAt(code: string, message: string, start: number, end: number): Problem {
  return { code, severity: 'error', message, range: textRange(start, end), pointer: null };
}
