import { joinPointer } from '../../core/text/json.ts';
import type { Path, Surroundings } from './place.ts';

/** A map or list that is being read. */
export interface Frame {
  readonly kind: 'map' | 'list';
  readonly flow: boolean;
  /** Column of its keys or dashes; of a flow collection, that of the block around it. */
  readonly indent: number;
  readonly path: Path;
  /** The key whose value comes next, or the index of the item; null before the first key. */
  key: string | null;
  /** Nothing of the value of that key has been read yet. */
  isOpen: boolean;
}

/** The open collections, innermost last, and what was read of all that are closed. */
export class Frames {
  readonly stack: Frame[] = [];
  private readonly keys = new Map<string, string[]>();
  private readonly items = new Map<string, string[]>();
  private readonly scalars = new Map<string, string>();

  get top(): Frame | undefined {
    return this.stack.at(-1);
  }

  /** Where the value that comes next stands. */
  get path(): Path {
    const { top } = this;
    if (top === undefined) return [];
    return top.key === null ? top.path : [...top.path, top.key];
  }

  /** The indentation that the lines of a value must exceed. */
  get indent(): number {
    return this.top?.indent ?? -1;
  }

  push(kind: Frame['kind'], shape: { readonly flow: boolean; readonly indent: number }): void {
    const { path, top } = this;
    if (top !== undefined) top.isOpen = false;
    this.stack.push({ kind, path, ...shape, key: kind === 'list' ? '0' : null, isOpen: kind === 'list' });
  }

  /** Leaves the block collections that a line of this indentation no longer belongs to. */
  leave(indent: number, isItem: boolean): void {
    for (let { top } = this; top !== undefined; { top } = this) {
      const belongs = top.indent < indent || (top.indent === indent && (top.kind === 'map' || isItem));
      if (belongs && !top.flow) return;
      this.stack.pop();
    }
  }

  leaveFlow(): void {
    while (this.top?.flow === true) this.stack.pop();
  }

  /** A dash at this column. */
  item(indent: number): void {
    const { top } = this;
    if (top?.kind === 'list' && top.indent === indent) this.next(top);
    else this.push('list', { flow: false, indent });
  }

  /** Items of a list at this column that are not read. */
  skipItems(indent: number, count: number): void {
    this.leave(indent, true);
    this.item(indent);
    if (this.top !== undefined) this.top.key = String(count - 1);
  }

  /** The next item of a list, or a key of a map that is yet to come. */
  next(frame: Frame): void {
    frame.key = frame.kind === 'list' ? String(Number(frame.key) + 1) : null;
    frame.isOpen = frame.kind === 'list';
  }

  /** A key of the innermost map; `isCurrent` where the cursor is on it. */
  key(name: string, isCurrent: boolean): void {
    const { top } = this;
    if (top === undefined) return;
    top.key = name;
    top.isOpen = true;
    if (!isCurrent) add(this.keys, top.path, name);
  }

  /** The plain or quoted value of the current key or item; `isCurrent` where the cursor is on it. */
  scalar(text: string, isCurrent: boolean): void {
    const { top, path } = this;
    if (top === undefined) return;
    top.isOpen = false;
    this.scalars.set(joinPointer('', ...path), text);
    if (top.kind === 'list' && !isCurrent) add(this.items, top.path, text);
  }

  /** A value that is no scalar on one line. */
  filled(): void {
    if (this.top !== undefined) this.top.isOpen = false;
  }

  surroundings(place: Surroundings['place']): Surroundings {
    return {
      place,
      keysIn: (path) => this.keys.get(joinPointer('', ...path)) ?? [],
      itemsIn: (path) => this.items.get(joinPointer('', ...path)) ?? [],
      scalarAt: (path) => this.scalars.get(joinPointer('', ...path)) ?? null,
    };
  }
}

function add(lists: Map<string, string[]>, path: Path, text: string): void {
  const pointer = joinPointer('', ...path);
  const list = lists.get(pointer);
  if (list === undefined) lists.set(pointer, [text]);
  else list.push(text);
}
