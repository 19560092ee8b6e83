import type { DeclaredTool, Levels, Scenario, Tool } from '../scenario/scenario.ts';
import type { SourceText, Text } from '../scenario/sourceText.ts';
import type { Pace, Steps } from '../text/steps.ts';
import { createCompiler, type Compiler } from './compiler.ts';
import { allFactors, constant, dependent, type Dependent } from './dependent.ts';
import { renderDocuments, type ShownDocuments } from './documents.ts';
import { levelText, wordTexts, type NameTable, type Target } from './names.ts';
import { nothing, ownText, rendered, type Rendered } from './rendered.ts';
import type { NamePiece, TemplateOf } from './template.ts';
import { offeredTools } from './offeredTools.ts';
import { usageParts } from './toolUsage.ts';
import { protocolAt } from './when.ts';

/** What a scenario sends, part by part, as values of a condition's levels. */
export interface Renderer {
  readonly system: Dependent<Rendered>;
  readonly user: readonly Dependent<Rendered>[];
  readonly documents: Dependent<ShownDocuments>;
  readonly tools: Dependent<readonly Tool[]>;
  readonly words: Dependent<Words>;
  /** Prepares what these levels send in slices, so that nothing large is left to do in one go. */
  readonly warm: (levels: Levels) => Steps<void>;
  /** Texts without an alternative that held, with the first levels at which they were asked for. Grows while rendering. */
  readonly missing: ReadonlyMap<Text, Levels>;
  /** Tools without a permission that held, likewise. */
  readonly unpermitted: ReadonlyMap<DeclaredTool, Levels>;
  /** How many parts all texts have that were made so far. */
  parts(): number;
}

/** Words of gates and questions of judges. */
interface Words {
  readonly byPointer: ReadonlyMap<string, string>;
  readonly rendered: readonly Rendered[];
}

export interface RenderInput {
  readonly scenario: Scenario;
  readonly names: NameTable;
  readonly templateOf: TemplateOf;
  /** Names that must not be followed, because they have no end. Like unknown ones they render as nothing. */
  readonly broken: ReadonlySet<NamePiece>;
  readonly pace: Pace;
}

/** Prepares every text once. Nothing is rendered yet; each part is, when it is asked for at some levels, and then kept. */
export function* createRenderer({ scenario, names, templateOf, broken, pace }: RenderInput): Steps<Renderer> {
  const values = new Map<string, Dependent<Rendered>>();
  const compiler = createCompiler(templateOf, (piece) => {
    const target = names.get(piece.name);
    if (target === undefined || broken.has(piece)) return constant(nothing);
    const value = values.get(piece.name) ?? targetValue(target);
    values.set(piece.name, value);
    return value;
  });
  const targetValue = (target: Target): Dependent<Rendered> => {
    switch (target.kind) {
      case 'variable':
        return compiler.text(target.variable.text);
      case 'level':
        return levelValue(target, compiler);
      case 'documents':
        return { factors: documents.factors, at: (levels) => documents.at(levels).rendered };
      case 'tools':
        return toolsValue(tools, compiler, scenario);
    }
  };
  const unpermitted = new Map<DeclaredTool, Levels>();
  const tools = offeredTools(scenario, unpermitted);
  const { documents, warm } = yield* renderDocuments(scenario, compiler, pace);
  const words = yield* wordValues(scenario, compiler, pace);
  return {
    system: scenario.system === null ? constant(nothing) : compiler.text(scenario.system),
    user: scenario.user.map((text) => compiler.text(text)),
    documents,
    tools,
    words,
    warm,
    missing: compiler.missing,
    unpermitted,
    parts: () => compiler.parts,
  };
}

function levelValue({ factor, key }: Extract<Target, { kind: 'level' }>, compiler: Compiler): Dependent<Rendered> {
  const byLevel = new Map(
    factor.levels.map((level) => {
      const source = levelText(level, key);
      return [level.name, source === null ? constant(nothing) : compiler.source(source)];
    }),
  );
  const factors = new Set([factor.name, ...allFactors(byLevel.values())]);
  return { factors, at: (levels) => byLevel.get(levels[factor.name] ?? '')?.at(levels) ?? nothing };
}

function toolsValue(shown: Dependent<readonly Tool[]>, compiler: Compiler, { tools }: Scenario): Dependent<Rendered> {
  const descriptions = new Map(
    tools.use.flatMap(({ description }) => (description === null ? [] : [[description, compiler.source(description)]])),
  );
  const { protocol } = tools;
  const chosen = typeof protocol === 'string' ? [] : [protocol.factor];
  const factors = new Set([...shown.factors, ...allFactors(descriptions.values()), ...chosen]);
  const partAt = (part: string | SourceText, levels: Levels) =>
    typeof part === 'string' ? ownText(part) : (descriptions.get(part)?.at(levels) ?? nothing);
  return dependent(factors, (levels) => {
    // Native tools are described beside the messages.
    if (protocolAt(tools, levels) === 'native') return nothing;
    const parts = usageParts(shown.at(levels)).map((part) => partAt(part, levels));
    compiler.parts += parts.length;
    return rendered(parts);
  });
}

function* wordValues(scenario: Scenario, compiler: Compiler, pace: Pace): Steps<Dependent<Words>> {
  const values: { readonly source: SourceText; readonly value: Dependent<Rendered> }[] = [];
  for (const source of wordTexts(scenario)) {
    values.push({ source, value: compiler.source(source) });
    if (pace.isDue(1)) yield;
  }
  return dependent(allFactors(values.map(({ value }) => value)), (levels) => {
    compiler.parts += values.length;
    const all = values.map(({ source, value }) => ({ pointer: source.pointer, rendered: value.at(levels) }));
    return {
      byPointer: new Map(all.map(({ pointer, rendered: { text } }) => [pointer, text])),
      rendered: all.map((word) => word.rendered),
    };
  });
}
