/**
 * Text that deceives: characters that show nothing, or that turn the order of what stands around them, are written out, so that a
 * reader sees what the classifier and the next program see.
 */

/** A stretch to be shown as it is, or a character written out; `count` times in a row. */
export type Piece = string | { readonly code: string; readonly count: number };

/**
 * Controls, formats (the bidirectional ones, zero widths, tags), lone surrogates, private use, line and paragraph separators and
 * whatever else fonts draw as nothing. Not: tab, line feed, CR before LF, and the joiners and selectors inside an emoji.
 */
const hidden =
  /(?!\r\n)(?!(?<=\p{Emoji})\uFE0F)(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D(?=\p{Extended_Pictographic}))([[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\t\n]])\1*/gv;

/** The pieces of a text, lazily, each with the number of UTF-16 units that it stands for. */
export function* piecesOf(text: string): Generator<{ readonly piece: Piece; readonly units: number }> {
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    const [run, character = ''] = match;
    if (match.index > from) yield { piece: text.slice(from, match.index), units: match.index - from };
    yield { piece: { code: codeOf(character), count: run.length / character.length }, units: run.length };
    from = match.index + run.length;
  }
  if (from < text.length) yield { piece: text.slice(from), units: text.length - from };
}

/** A piece in plain characters: «⟨U+202E⟩», «⟨U+200B ×40⟩». */
export function written(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return piece.count === 1 ? `⟨${piece.code}⟩` : `⟨${piece.code} ×${piece.count}⟩`;
}

/** One line for places that hold only plain text (titles, options, messages), no longer than `limit` units. */
export function plain(text: string, limit = 500): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return Array.from(piecesOf(cut), ({ piece }) => written(piece)).join('');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
