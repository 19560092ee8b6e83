import type { RenderedPiece, RenderedText } from './trial.ts';
import type { Stretch } from './template.ts';

/**
 * A rendered text and what it was made of, so that the way back can be asked for later. Parts are shared between all
 * conditions that render them alike.
 */
export interface Rendered {
  readonly text: string;
  readonly parts: readonly (Stretch | Rendered)[];
  /** The string of the file whose template this is, also where nothing of it is left; null for what no string holds. */
  readonly template: string | null;
  /** Whether what `{{documents}}` stands for took part, even where that is nothing. */
  readonly holdsDocuments: boolean;
}

export function isRendered(part: Stretch | Rendered): part is Rendered {
  return 'parts' in part;
}

export function rendered(parts: Rendered['parts'], template: string | null = null): Rendered {
  let text = '';
  let holdsDocuments = false;
  for (const part of parts) {
    text += part.text;
    if (isRendered(part) && part.holdsDocuments) holdsDocuments = true;
  }
  return { text, parts, template, holdsDocuments };
}

export const nothing: Rendered = rendered([]);

/** Characters that no string of the file holds. */
export function ownText(text: string): Stretch {
  return { text, pointer: null, from: 0 };
}

/** The text with its source map, which is made when it is first asked for: checking and planning never ask. */
export function renderedText(root: Rendered): RenderedText {
  return new MappedText(root);
}

/** A class, because V8 keeps everything that a getter of an object literal can see until the next full collection. */
class MappedText implements RenderedText {
  readonly text: string;
  private readonly root: Rendered;
  private made: readonly RenderedPiece[] | null = null;

  constructor(root: Rendered) {
    this.text = root.text;
    this.root = root;
  }

  get map(): readonly RenderedPiece[] {
    return (this.made ??= sourceMap(this.root));
  }
}

function sourceMap(root: Rendered): readonly RenderedPiece[] {
  const pieces: RenderedPiece[] = [];
  let start = 0;
  const add = ({ text, pointer, from }: Stretch): void => {
    if (text === '') return;
    pieces.push({ start, end: start + text.length, pointer, from });
    start += text.length;
  };
  const walk = (part: Stretch | Rendered): void => {
    if (isRendered(part)) part.parts.forEach(walk);
    else add(part);
  };
  walk(root);
  return pieces;
}

/** The strings of the file whose templates took part in a text, also those that rendered empty. */
export function templatesIn(root: Rendered, found = new Set<string>()): ReadonlySet<string> {
  if (root.template !== null) found.add(root.template);
  for (const part of root.parts) if (isRendered(part)) templatesIn(part, found);
  return found;
}

/** Whether it is nothing but white space. Looks at parts until one is not: the text itself may be long and never be needed. */
export function isBlank(root: Rendered): boolean {
  return root.parts.every((part) => (isRendered(part) ? isBlank(part) : part.text.trim() === ''));
}
