/** A value that is yet to be filled in, as a tree: written in lines or in brackets, with a tab stop at each open place. */
export type Sketch =
  /** What is typed over, with an example of it; or one of a few words. */
  | { readonly kind: 'slot'; readonly text: string; readonly choices: readonly string[] }
  | { readonly kind: 'quoted'; readonly text: string }
  /** A text of several lines. */
  | { readonly kind: 'prose'; readonly text: string }
  /** Written as it is; may hold a snippet variable. */
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Sketch[]; readonly inLine: boolean }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [key: Sketch, value: Sketch])[];
      readonly inLine: boolean;
    };

export const slot = (text = '', choices: readonly string[] = []): Sketch => ({ kind: 'slot', text, choices });
export const quoted = (text: string): Sketch => ({ kind: 'quoted', text });
export const prose = (text = ''): Sketch => ({ kind: 'prose', text });
export const fixed = (text: string): Sketch => ({ kind: 'fixed', text });
export const row = (...items: readonly Sketch[]): Sketch => ({ kind: 'list', items, inLine: true });
export const lines = (...items: readonly Sketch[]): Sketch => ({ kind: 'list', items, inLine: false });
export const map = (entries: Readonly<Record<string, Sketch>>): Sketch => named(entries, false);
export const braces = (entries: Readonly<Record<string, Sketch>>): Sketch => named(entries, true);
/** Braces with the cursor in between. */
export const emptyBraces: Sketch = { kind: 'map', entries: [], inLine: true };
/** A map with one key, which the author names. */
export const entry = (name: string, value: Sketch, inLine = false): Sketch => ({
  kind: 'map',
  entries: [[slot(name), value]],
  inLine,
});

function named(entries: Readonly<Record<string, Sketch>>, inLine: boolean): Sketch {
  return { kind: 'map', entries: Object.entries(entries).map(([key, value]) => [fixed(key), value]), inLine };
}

/** Where a sketch is to stand. */
export interface Setting {
  /** Inside `{…}` or `[…]`, where everything stays on its line. */
  readonly flow: boolean;
  /** Spaces between the line's own indentation, which the editor adds by itself, and the column of the keys. */
  readonly shift: number;
}

/** A key with its value as a snippet. */
export function keySnippet(key: string, value: Sketch, { flow, shift }: Setting): string {
  return new Writer(flow).entry(fixed(key), value, shift);
}

/** A value that stands where the cursor is: behind a dash or a colon, or as the entries of a map in lines. */
export function valueSnippet(value: Sketch, { flow, shift }: Setting): string {
  return new Writer(flow).value(value, shift);
}

class Writer {
  private readonly flow: boolean;
  private stops = 0;

  constructor(flow: boolean) {
    this.flow = flow;
  }

  entry(key: Sketch, value: Sketch, shift: number): string {
    const name = this.value(key, shift);
    if (this.isInLine(value)) return `${name}: ${this.value(value, shift)}`;
    const inner = shift + 2;
    const gap = value.kind === 'prose' ? ' |' : '';
    return `${name}:${gap}${newLine(inner)}${this.value(value, inner)}`;
  }

  value(sketch: Sketch, shift: number): string {
    switch (sketch.kind) {
      case 'slot':
        return this.stop(sketch.text, sketch.choices);
      case 'quoted':
        return `"${this.stop(sketch.text)}"`;
      case 'prose':
        return this.flow
          ? `"${this.stop(sketch.text)}"`
          : this.stop(sketch.text.replaceAll(/\n(?!\n)/g, newLine(shift)));
      case 'fixed':
        return sketch.text;
      case 'list':
        if (this.isInLine(sketch)) return `[${sketch.items.map((item) => this.value(item, shift)).join(', ')}]`;
        return sketch.items.map((item) => `- ${this.value(item, shift + 2)}`).join(newLine(shift));
      case 'map': {
        const entries = sketch.entries.map(([key, value]) => this.entry(key, value, shift));
        if (!this.isInLine(sketch)) return entries.join(newLine(shift));
        return `{${entries.length === 0 ? this.stop('') : entries.join(', ')}}`;
      }
    }
  }

  private isInLine(sketch: Sketch): boolean {
    if (this.flow) return true;
    if (sketch.kind === 'list' || sketch.kind === 'map') return sketch.inLine;
    return sketch.kind !== 'prose';
  }

  private stop(text: string, choices: readonly string[] = []): string {
    this.stops++;
    if (choices.length > 0) return `\${${this.stops}|${choices.join(',')}|}`;
    return text === '' ? `$${this.stops}` : `\${${this.stops}:${escapeSnippet(text)}}`;
  }
}

/** Text as a snippet that inserts just it. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

function newLine(shift: number): string {
  return `\n${' '.repeat(shift)}`;
}
