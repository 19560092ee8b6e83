import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { entries, field, isList, isMap, items, stringIn, stringsIn, type Part } from '../core/scenario/parts.ts';
import { textRange, type TextRange } from '../core/text/range.ts';

export type SymbolKind =
  | 'scenario'
  | 'section'
  | 'text'
  | 'variable'
  | 'factor'
  | 'level'
  | 'field'
  | 'document'
  | 'tool'
  | 'model'
  | 'classifier'
  | 'label'
  | 'expectation';

/** One line of the outline; its range holds those of its children. */
export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** All of it, key and value. */
  readonly range: TextRange;
  /** What is selected when it is chosen. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

type Loose = Part<Record<string, unknown>>;
type Described = Pick<OutlineSymbol, 'name' | 'kind'> & Partial<Pick<OutlineSymbol, 'detail' | 'children'>>;

/** The outline of a file in its own order: every key of the top level, and below it what has a name. */
export function outline(document: ParsedDocument): readonly OutlineSymbol[] {
  const root: Loose = { value: document.data ?? document.partial, pointer: '' };
  const outliner = new Outliner(document);
  return entries(root).map(([key, part]) => outliner.section(key, part));
}

class Outliner {
  private readonly document: ParsedDocument;

  constructor(document: ParsedDocument) {
    this.document = document;
  }

  section(key: string, part: Part): OutlineSymbol {
    if (key === 'id') return this.symbol(part, { name: key, kind: 'scenario', detail: shown(part) });
    if (key === 'system' || key === 'user')
      return this.symbol(part, { name: key, kind: 'text', detail: textDetail(part) });
    const isSection = isMap(part) || isList(part);
    const children = this.childrenOf(key, part);
    return this.symbol(part, { name: key, kind: isSection ? 'section' : 'field', detail: shown(part), children });
  }

  private childrenOf(key: string, part: Part): readonly OutlineSymbol[] {
    switch (key) {
      case 'vars':
      case 'layout':
        return entries(part as Loose).map(([name, text]) =>
          this.symbol(text, { name, kind: key === 'vars' ? 'variable' : 'field', detail: textDetail(text) }),
        );
      case 'factors':
        return entries(part as Loose).map(([name, factor]) => this.factor(name, factor as Loose));
      case 'documents':
        return this.named(part, 'id', (item) => ({
          kind: 'document',
          detail: words(field(item, 'kind'), field(item, 'subject'), field(item, 'name')),
        }));
      case 'tools':
        return this.named(field(part as Loose, 'use'), 'id', (item) => ({
          kind: 'tool',
          detail: shown(field(item, 'builtin')),
        }));
      case 'probes':
        return this.named(part, 'id', (item) => ({ kind: 'text', detail: shown(field(item, 'ask')) }));
      case 'run':
        return items(field(part as Loose, 'models') as Part<readonly unknown[]>).flatMap((item) => this.model(item));
      case 'classifiers':
        return this.named(part, 'id', (item) => ({
          kind: 'classifier',
          detail: shown(field(item, 'title')),
          children: this.labels(field(item, 'labels') as Loose),
        }));
      case 'expect':
        return items(part as Part<readonly unknown[]>).map((item, index) =>
          this.symbol(item, {
            name: `expect-${index + 1}`,
            kind: 'expectation',
            detail: expectationDetail(item as Loose),
          }),
        );
      default:
        return [];
    }
  }

  private factor(name: string, factor: Loose): OutlineSymbol {
    const baseline = stringIn(field(factor, 'baseline'));
    const levels = field(factor, 'levels');
    const detail = (level: string): string => (level === baseline ? 'baseline' : '');
    const listed = filled(levels).map(({ text, pointer }) =>
      this.symbol({ value: text, pointer }, { name: text, kind: 'level', detail: detail(text) }),
    );
    const mapped = entries(levels as Loose).map(([level, value]) => {
      const children = entries(value as Loose).map(([key, text]) =>
        this.symbol(text, { name: key, kind: 'field', detail: shown(text) }),
      );
      return this.symbol(value, { name: level, kind: 'level', detail: detail(level), children });
    });
    return this.symbol(factor, {
      name,
      kind: 'factor',
      detail: shown(field(factor, 'title')),
      children: [...listed, ...mapped],
    });
  }

  private model(item: Part): readonly OutlineSymbol[] {
    const name = stringIn(isMap(item) ? field(item as Loose, 'model') : item);
    return name === null || name === '' ? [] : [this.symbol(item, { name, kind: 'model' })];
  }

  private labels(labels: Loose): readonly OutlineSymbol[] {
    const side = (part: Part, detail: string): readonly OutlineSymbol[] =>
      filled(part).map(({ text, pointer }) =>
        this.symbol({ value: text, pointer }, { name: text, kind: 'label', detail }),
      );
    return [...side(field(labels, 'positive'), 'positive'), ...side(field(labels, 'negative'), 'negative')];
  }

  /** The items of a list that have an id. */
  private named(list: Part, key: string, describe: (item: Loose) => Omit<Described, 'name'>): readonly OutlineSymbol[] {
    return items(list as Part<readonly unknown[]>).flatMap((item) => {
      const id = field(item as Loose, key);
      const name = stringIn(id);
      return name === null || name === '' ? [] : [this.symbol(item, { name, ...describe(item as Loose) }, id)];
    });
  }

  /** @param selected What is selected: the key when left out. */
  private symbol(part: Part, { name, kind, detail = '', children = [] }: Described, selected?: Part): OutlineSymbol {
    const key = this.document.keyRange(part.pointer);
    const value = this.document.valueRange(part.pointer);
    const selection = selected === undefined ? key : this.document.valueRange(selected.pointer);
    const start = Math.min(key.start, selection.start);
    const end = Math.max(key.end, value.end, selection.end);
    return { name, detail, kind, range: textRange(start, end), selection, children };
  }
}

/** A name that is still to be typed has no line. */
function filled(part: Part): ReturnType<typeof stringsIn> {
  return stringsIn(part).filter(({ text }) => text !== '');
}

/** A string on one short line; nothing of any other value. */
function shown({ value }: Part): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  const line = value.slice(0, 200).replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}

function textDetail(part: Part): string {
  const { length } = items(part as Part<readonly unknown[]>);
  return length === 0 ? shown(part) : length === 1 ? '1 alternative' : `${length} alternatives`;
}

function words(...parts: readonly Part[]): string {
  return parts
    .map(shown)
    .filter((text) => text !== '')
    .join(' · ');
}

function expectationDetail(expectation: Loose): string {
  const claim = (['rate', 'difference'] as const).flatMap((name) =>
    entries(field(expectation, name) as Loose).map(([side, value]) => `${name} ${side} ${shown(value)}`),
  );
  const levels = entries(field(expectation, 'contrast') as Loose).map(
    ([factor, pair]) =>
      `${factor}: ${stringsIn(pair)
        .map(({ text }) => text)
        .join(' − ')}`,
  );
  return [shown(field(expectation, 'classifier')), ...levels, ...claim].filter((text) => text !== '').join(' · ');
}
