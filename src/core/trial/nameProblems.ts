import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Gaps } from '../scenario/gaps.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Pace, Steps } from '../text/steps.ts';
import type { NameGraph } from './nameGraph.ts';
import type { NameTable, ScopedText } from './names.ts';
import { cycleProblem, faultProblem, notText, tooDeepProblem, unknownName, type RenderCounts } from './nameWords.ts';
import { createProblemSink, type ProblemSink } from './problemSink.ts';
import type { NamePiece, TemplateFault, TemplateOf } from './template.ts';

export type { RenderCounts } from './nameWords.ts';

export interface NameProblemsInput {
  readonly scenario: Scenario;
  readonly document: ParsedDocument;
  readonly gaps: Gaps;
  /** Every text of the file that is one. */
  readonly templates: readonly ScopedText[];
  readonly names: NameTable;
  readonly graph: NameGraph;
  readonly templateOf: TemplateOf;
  readonly pace: Pace;
  /** In how many conditions each string takes part; null where that is not known. Asked only where it has to be said. */
  readonly counted: () => Steps<RenderCounts | null>;
}

/**
 * What is wrong with the `{{names}}` of all texts, also of those that no condition renders; each place and name once. That a
 * level lacks a text which others have is an error of its factor, told there.
 */
export function* nameProblems(input: NameProblemsInput): Steps<ProblemSink> {
  const { templates, gaps, templateOf, pace } = input;
  const sink = createProblemSink();
  const unknown: { readonly text: ScopedText; readonly piece: NamePiece }[] = [];
  /** Names that are told of in this text. */
  const seen = new Set<string>();
  for (const text of templates) {
    const { names, faults } = templateOf(text.source);
    if (gaps.has(text.source.pointer)) continue;
    for (const fault of faults) {
      if (pace.isDue(1)) yield;
      if (!isToldThere(input, text, fault)) sink.add(() => faultProblem(input.document, text.source, fault));
    }
    seen.clear();
    for (const piece of names) {
      if (pace.isDue(1)) yield;
      if (input.names.has(piece.name) || text.fields.includes(piece.name)) continue;
      if (seen.has(piece.name) || gaps.mayDefine(piece.name)) continue;
      seen.add(piece.name);
      unknown.push({ text, piece });
    }
  }
  if (unknown.length > 0) yield* reportUnknown(input, unknown, sink);
  reportGraph(input, sink);
  return sink;
}

function* reportUnknown(
  input: NameProblemsInput,
  unknown: readonly { readonly text: ScopedText; readonly piece: NamePiece }[],
  sink: ProblemSink,
): Steps<void> {
  const { document, scenario, gaps, names, pace } = input;
  const factors = new Map(scenario.factors.map((factor) => [factor.name, factor]));
  const known = [...names.keys(), ...gaps.strayNames];
  const counts = yield* input.counted();
  for (const { text, piece } of unknown) {
    const [factorName = '', key] = piece.name.split('.');
    const factor = factors.get(factorName);
    const isFactor =
      factor !== undefined && (key === undefined || factor.levels.every(({ fields }) => fields.size === 0));
    sink.add(() =>
      isFactor
        ? notText(document, text.source, piece, factor)
        : unknownName(document, text.source, piece, { known: [...text.fields, ...known], counts }),
    );
    if (pace.isDue(sink.unlisted > 0 ? 1 : 1_000)) yield;
  }
}

function reportGraph({ document, graph, gaps }: NameProblemsInput, sink: ProblemSink): void {
  for (const { source, piece, path } of graph.cycles) {
    if (!path.some((name) => gaps.isUnsure(name))) sink.add(() => cycleProblem(document, source, piece, path));
  }
  for (const { source, piece } of graph.tooDeep) sink.add(() => tooDeepProblem(document, source, piece));
}

/** What stands between the braces is no name, and its definition says so already. */
function isToldThere(
  { gaps }: NameProblemsInput,
  { source }: ScopedText,
  { kind, start, end }: TemplateFault,
): boolean {
  return kind === 'not-a-name' && gaps.isUnsure(source.text.slice(start + 2, end - 2).trim());
}
