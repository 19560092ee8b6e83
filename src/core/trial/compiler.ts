import type { Levels } from '../scenario/scenario.ts';
import type { SourceText, Text, TextAlternative } from '../scenario/sourceText.ts';
import { allFactors, constant, dependent, type Dependent } from './dependent.ts';
import { nothing, rendered, type Rendered } from './rendered.ts';
import { isName, type NamePiece, type Piece, type Stretch, type TemplateOf } from './template.ts';
import { factorsOf, holds } from './when.ts';

/** Names that mean something in one text alone, and come before those of the whole scenario. */
type OwnNames = (name: string) => Dependent<Rendered> | undefined;

/** Prepares texts once, so that a condition costs only what its own levels change. */
export interface Compiler {
  source(source: SourceText, own?: OwnNames): Dependent<Rendered>;
  text(text: Text): Dependent<Rendered>;
  /** Texts without an alternative that held, with the first levels at which they were asked for. Grows while rendering. */
  readonly missing: ReadonlyMap<Text, Levels>;
  /** How many parts all texts have that were made so far. Whoever makes more without the compiler adds them. */
  parts: number;
}

/** @param valueOf What a name stands for; asked once for each place where it is used. */
export function createCompiler(templateOf: TemplateOf, valueOf: (piece: NamePiece) => Dependent<Rendered>): Compiler {
  const missing = new Map<Text, Levels>();
  const compileSource: Compiler['source'] = (source, own) => {
    const { pieces, names } = templateOf(source);
    if (names.length === 0)
      return constant(
        rendered(
          pieces.filter((piece): piece is Stretch => !isName(piece)),
          source.pointer,
        ),
      );
    const values = pieces.map((piece) => (isName(piece) ? (own?.(piece.name) ?? valueOf(piece)) : null));
    return dependent(allFactors(values), (levels) => {
      compiler.parts += pieces.length;
      return rendered(partsAt(levels, pieces, values), source.pointer);
    });
  };
  const none = (text: Text, levels: Levels): Rendered => {
    if (!missing.has(text)) missing.set(text, levels);
    return nothing;
  };
  const compiler: Compiler = {
    source: compileSource,
    text(text) {
      const [first] = text;
      if (first?.when.length === 0) return compileSource(first.text);
      const choices = text.map((alternative) => ({ alternative, value: compileSource(alternative.text) }));
      const whens = text.flatMap(({ when }) => factorsOf(when));
      const factors = new Set([...whens, ...allFactors(choices.map(({ value }) => value))]);
      return { factors, at: (levels) => choose(choices, levels) ?? none(text, levels) };
    },
    missing,
    parts: 0,
  };
  return compiler;
}

interface Choice {
  readonly alternative: TextAlternative;
  readonly value: Dependent<Rendered>;
}

function choose(choices: readonly Choice[], levels: Levels): Rendered | undefined {
  return choices.find(({ alternative }) => holds(alternative.when, levels))?.value.at(levels);
}

function partsAt(
  levels: Levels,
  pieces: readonly Piece[],
  values: readonly (Dependent<Rendered> | null)[],
): readonly (Stretch | Rendered)[] {
  const parts: (Stretch | Rendered)[] = [];
  pieces.forEach((piece, index) => {
    if (!isName(piece)) {
      parts.push(piece);
      return;
    }
    const value = values[index]?.at(levels) ?? nothing;
    // An empty value takes its line along, where it has one of its own.
    const hasLine = value.text !== '';
    if (hasLine && piece.before !== null) parts.push(piece.before);
    parts.push(value);
    if (hasLine && piece.after !== null) parts.push(piece.after);
  });
  return parts;
}
