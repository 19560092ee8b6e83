import type { MarkedText } from './viewTypes.ts';
import { piecesOf, type Piece } from './visibleText.ts';

/** What a text costs to draw: its characters, and more for each element. A view of one page appears at once. */
export const pageCost = 20_000;
const elementCost = 10;

export interface TextPage {
  readonly stretches: readonly PagedStretch[];
  /** UTF-16 units that are not shown yet. */
  readonly rest: number;
}
export interface PagedStretch {
  readonly pieces: readonly Piece[];
  readonly marks: readonly number[];
  /** Of `marks`, those that end here: where their number is written. */
  readonly ends: readonly number[];
}

/** The beginning of a text that costs no more than `budget`. A text of 5 MB is drawn in pages, so that no view freezes. */
export function textPage(text: MarkedText, budget: number): TextPage {
  const stretches: PagedStretch[] = [];
  let left = budget;
  let shown = 0;
  for (const [index, { text: characters, marks }] of text.entries()) {
    if (left <= 0) break;
    left -= elementCost;
    const part = start(characters, Math.max(1, left));
    const pieces: Piece[] = [];
    let units = 0;
    for (const { piece, units: length } of piecesOf(part)) {
      if (left <= 0) break;
      left -= typeof piece === 'string' ? piece.length : elementCost;
      units += length;
      pieces.push(piece);
    }
    shown += units;
    const following = units < characters.length ? marks : (text[index + 1]?.marks ?? []);
    stretches.push({ pieces, marks, ends: marks.filter((mark) => !following.includes(mark)) });
  }
  return { stretches, rest: lengthOf(text) - shown };
}

/** The smallest number of pages that shows the first character of a mark; null: the text does not hold it. */
export function pagesUntil(text: MarkedText, mark: number): number | null {
  if (!text.some(({ marks }) => marks.includes(mark))) return null;
  for (let pages = 1; ; pages *= 2) {
    const page = textPage(text, pages * pageCost);
    if (page.rest === 0 || page.stretches.some(({ marks }) => marks.includes(mark))) return pages;
  }
}

function lengthOf(text: MarkedText): number {
  return text.reduce((sum, { text: characters }) => sum + characters.length, 0);
}

/** At most `length` units, never half of a surrogate pair. */
function start(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length + 1 : length);
}
