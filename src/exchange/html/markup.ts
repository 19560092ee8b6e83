import { piecesOf, plain, written } from '../../core/view/visibleText.ts';

/** Text that is HTML already. Nothing else gets into a page without being escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | readonly Content[];

/**
 * HTML with every value in it escaped, as text and as a quoted attribute: whatever a model wrote, it opens no tag. Characters that
 * deceive are written out.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => (index === 0 ? part : textOf(values[index - 1] ?? '') + part)).join(''));
}

export const nothing = new Markup('');

function textOf(value: Content): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return escaped(plain(String(value), Infinity));
}

/** No part of a transcript is longer in a page; the journal has the rest. In UTF-16 units. */
const longest = 100_000;

/** What a model wrote, as it is, with what deceives set apart. */
export function modelText(text: string): Markup {
  const shown = text.slice(0, longest);
  const pieces = Array.from(piecesOf(shown), ({ piece }) =>
    typeof piece === 'string' ? escaped(piece) : `<span class="escape">${escaped(written(piece))}</span>`,
  );
  const rest = text.length - shown.length;
  const more = rest === 0 ? nothing : markup` <i>… ${rest.toLocaleString('en')} characters more in the journal</i>`;
  return new Markup(pieces.join('') + more.text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
