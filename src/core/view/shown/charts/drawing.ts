/**
 * A drawing as data, so that the panel and a report draw the same, each with templates of its own. Lengths are in pixels;
 * `look` is a class of the style sheet, which has the colours.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'line';
      readonly look: string;
      readonly from: Point;
      readonly to: Point;
      /** As of `stroke-dasharray`. */
      readonly dash?: string;
    }
  | { readonly kind: 'dot'; readonly look: string; readonly at: Point }
  | { readonly kind: 'text'; readonly look: string; readonly at: Point; readonly anchor: Anchor; readonly text: string }
  | { readonly kind: 'group'; readonly look: string; readonly shapes: readonly Shape[] };

type Point = readonly [x: number, y: number];
type Anchor = 'start' | 'middle' | 'end';

export function line(look: string, from: Point, to: Point, dash = ''): Shape {
  return dash === '' ? { kind: 'line', look, from, to } : { kind: 'line', look, from, to, dash };
}

export function dot(look: string, at: Point): Shape {
  return { kind: 'dot', look, at };
}

export function text(look: string, at: Point, words: string, anchor: Anchor = 'start'): Shape {
  return { kind: 'text', look, at, anchor, text: words };
}

export function group(look: string, shapes: readonly Shape[]): Shape {
  return { kind: 'group', look, shapes };
}

/** Of a letter, on average; fonts differ, so places have some room. */
const letter = 6.6;

export function widthOf(words: string): number {
  return letter * words.length;
}

/** Words in lines that fit: an SVG breaks none. */
export function brokenInto(words: string, pixels: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= pixels) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cut(word, pixels));
  }
  return lines;
}

/** Words no longer than their place: an SVG breaks no lines. */
export function cut(words: string, pixels: number): string {
  const most = Math.max(4, Math.floor(pixels / letter));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}
