import { joinPointer } from '../text/json.ts';
import type { Pace, Steps } from '../text/steps.ts';
import type { Attachment, Document, Layout, Levels, Scenario } from '../scenario/scenario.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import { allFactors, constant, dependent, type Dependent } from './dependent.ts';
import type { Compiler } from './compiler.ts';
import type { documentFields } from './names.ts';
import { nothing, ownText, rendered, type Rendered } from './rendered.ts';
import type { Stretch } from './template.ts';
import type { ShownDocument } from './trial.ts';
import { factorsOf, holds } from './when.ts';

/** The documents that a condition shows, and what `{{documents}}` stands for there. */
export interface ShownDocuments {
  readonly shown: readonly ShownDocument[];
  readonly rendered: Rendered;
}

export interface DocumentRenderer {
  readonly documents: Dependent<ShownDocuments>;
  /** Renders what these levels show in slices, so that nothing is left to do in one go; where there are few, nothing. */
  readonly warm: (levels: Levels) => Steps<void>;
}

/** So few are rendered in one go. */
const fewDocuments = 200;

/**
 * Documents in the order of the file; `{{n}}` counts those that are shown. Many conditions show the same ones, so what is
 * kept is kept by which are shown and by the levels that their texts depend on.
 */
export function* renderDocuments(
  { documents, events, layout }: Scenario,
  compiler: Compiler,
  pace: Pace,
): Steps<DocumentRenderer> {
  const prepared: PreparedDocument[] = [];
  const between = compiler.source(layout.between);
  const texts = [between];
  for (const document of documents) {
    const made = prepare(document, layout, compiler);
    // Factors do not depend on the number. Where all are shown, this is the number that is rendered too.
    texts.push(made.asNumber(prepared.push(made)));
    if (pace.isDue()) yield;
  }
  const textFactors = allFactors(texts);
  const selections = new Map<string, Dependent<ShownDocuments>>();
  const happening = eventsBringing(events);
  const selectedAt = (levels: Levels): readonly PreparedDocument[] => {
    const held = prepared.filter(({ document }) => holds(document.when, levels));
    const coming = held.filter(({ document }) => document.delivery === 'event');
    if (coming.length === 0) return held;
    // What comes later is numbered after what is there.
    const there = held.filter(({ document }) => document.delivery !== 'event');
    return [...there, ...coming.filter(({ document }) => happening(document.id, levels))];
  };
  const select = (levels: Levels): Dependent<ShownDocuments> => {
    const selected = selectedAt(levels);
    const key = selected.map(({ document }) => document.id).join(' ');
    const known =
      selections.get(key) ?? dependent(textFactors, (at) => renderSelected(selected, between, at, compiler));
    selections.set(key, known);
    return known;
  };
  const whens = [...documents, ...events].map(({ when }) => when);
  const factors = new Set([...whens.flatMap(factorsOf), ...textFactors]);
  return {
    documents: dependent(factors, (levels) => select(levels).at(levels)),
    warm: (levels) => warm(documents.length <= fewDocuments ? [] : selectedAt(levels), levels, pace),
  };
}

/** Whether some event of a condition brings a document. */
function eventsBringing(events: Scenario['events']): (id: string, levels: Levels) => boolean {
  const byDocument = Map.groupBy(events, ({ document }) => document);
  return (id, levels) => byDocument.get(id)?.some(({ when }) => holds(when, levels)) ?? false;
}

/** No generator inside another function: V8 keeps what such a one can see until the next full collection. */
function* warm(selected: readonly PreparedDocument[], levels: Levels, pace: Pace): Steps<void> {
  for (const [index, { asNumber }] of selected.entries()) {
    asNumber(index + 1).at(levels);
    if (pace.isDue(5)) yield;
  }
}

function renderSelected(
  selected: readonly PreparedDocument[],
  between: Dependent<Rendered>,
  levels: Levels,
  compiler: Compiler,
): ShownDocuments {
  const shown = selected.map(({ document: { id, kind, delivery }, fields, content, asNumber }, index) => {
    const text = asNumber(index + 1).at(levels);
    const said = (name: 'subject' | 'from' | 'date' | 'name'): string => fields[name].at(levels).text;
    const own = { subject: said('subject'), from: said('from'), date: said('date'), name: said('name') };
    const inside = content === null ? '' : content.at(levels).text;
    return { text, document: { id, n: index + 1, kind, ...own, text: text.text, content: inside, delivery } };
  });
  const inPrompt = shown.filter(({ document }) => document.delivery === 'prompt');
  const parts = inPrompt.flatMap(({ text }, index) => (index === 0 ? [text] : [between.at(levels), text]));
  compiler.parts += parts.length;
  return { shown: shown.map(({ document }) => document), rendered: { ...rendered(parts), holdsDocuments: true } };
}

interface PreparedDocument {
  readonly document: Document;
  readonly fields: Fields;
  /** What stands in it without its layout, attachments included; null for what no tool reads in that way. */
  readonly content: Dependent<Rendered> | null;
  readonly asNumber: (n: number) => Dependent<Rendered>;
}

/** What the names that are a document's own stand for, beside its number. */
type Fields = Readonly<Record<Exclude<(typeof documentFields)[number], 'n'>, Dependent<Rendered>>>;

function prepare(document: Document, layout: Layout, compiler: Compiler): PreparedDocument {
  const fields = ownFields(document, compiler);
  const attachments = document.attachments.map((attachment) => attached(attachment, layout.attachment, compiler));
  const made = new Map<number, Dependent<Rendered>>();
  const withAttachments = (text: Dependent<Rendered>): Dependent<Rendered> =>
    attachments.length === 0 ? text : lines([text, ...attachments], compiler);
  const make = (n: number): Dependent<Rendered> => {
    const own = { ...fields, n: constant(rendered([ownText(String(n))])) };
    const written = compiler.source(layout[document.kind], (name) => ownField(own, name));
    return withAttachments(written);
  };
  return {
    document,
    fields,
    content: document.kind === 'file' || document.kind === 'alert' ? withAttachments(fields.body) : null,
    asNumber: (n) => {
      const value = made.get(n) ?? make(n);
      made.set(n, value);
      return value;
    },
  };
}

function ownField(
  fields: Readonly<Record<string, Dependent<Rendered>>>,
  name: string,
): Dependent<Rendered> | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function attached({ name, text }: Attachment, layout: SourceText, compiler: Compiler): Dependent<Rendered> {
  const fields = { name: compiler.source(name), body: compiler.source(text) };
  return compiler.source(layout, (field) => ownField(fields, field));
}

const lineEnd = ownText('\n');

function lines(texts: readonly Dependent<Rendered>[], compiler: Compiler): Dependent<Rendered> {
  return dependent(allFactors(texts), (levels) => {
    compiler.parts += 2 * texts.length;
    return rendered(texts.flatMap((text, index) => [...(index === 0 ? [] : [lineEnd]), text.at(levels)]));
  });
}

function ownFields(document: Document, compiler: Compiler): Fields {
  const id = { text: document.id, pointer: joinPointer(document.pointer, 'id'), from: 0 };
  const field = (name: 'from' | 'date' | 'subject' | 'name'): Dependent<Rendered> => {
    const source = document.fields.get(name);
    return source === undefined ? absent : compiler.source(source);
  };
  return {
    id: constant(rendered([id])),
    from: field('from'),
    to: joined(document.to, compiler),
    cc: joined(document.cc, compiler),
    date: field('date'),
    subject: field('subject'),
    name: field('name'),
    body: compiler.text(document.body),
  };
}

const absent = constant(nothing);
const comma = ownText(', ');

function joined(addresses: readonly SourceText[], compiler: Compiler): Dependent<Rendered> {
  const [first, ...others] = addresses;
  if (first === undefined) return absent;
  if (others.length === 0) return compiler.source(first);
  const values = addresses.map((address) => compiler.source(address));
  return dependent(allFactors(values), (levels) => {
    const parts: (Stretch | Rendered)[] = [];
    for (const value of values) {
      if (parts.length > 0) parts.push(comma);
      parts.push(value.at(levels));
    }
    return rendered(parts);
  });
}
