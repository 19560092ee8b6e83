import type { Scenario } from '../scenario/scenario.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import type { Pace, Steps } from '../text/steps.ts';
import { promptTexts, textsOf, wordTexts, type NameTable } from './names.ts';
import type { NamePiece, TemplateOf } from './template.ts';

/** So many names may stand inside each other; more is surely a mistake, and bounds how deep rendering goes. */
export const maximumDepth = 8;

/** A `{{name}}` of some text. */
interface Reference {
  readonly source: SourceText;
  readonly piece: NamePiece;
}

export interface NameGraph {
  /** Where following names comes back to one of them; `path` begins and ends with that name. */
  readonly cycles: readonly (Reference & { readonly path: readonly string[] })[];
  /** Where names begin to stand more than `maximumDepth` deep. */
  readonly tooDeep: readonly Reference[];
  /** The names in the two lists above: without them every name can be followed to its end. */
  readonly broken: ReadonlySet<NamePiece>;
}

export interface NameGraphInput {
  readonly scenario: Scenario;
  readonly names: NameTable;
  readonly templateOf: TemplateOf;
  readonly pace: Pace;
}

interface Visit {
  readonly name: string;
  readonly references: readonly Reference[];
  next: number;
  /** How many names deep the longest text goes that this name stands for. */
  depth: number;
}

/**
 * Follows every name through the texts that it stands for, depth first, on a stack of its own: a chain of thousands of
 * names overflows no call stack.
 */
export function* nameGraph({ scenario, names, templateOf, pace }: NameGraphInput): Steps<NameGraph> {
  const cycles: NameGraph['cycles'][number][] = [];
  const tooDeep: Reference[] = [];
  const depths = new Map<string, number>();
  const stack: Visit[] = [];
  const open = new Set<string>();
  const enter = (name: string): void => {
    const references = referencesOf(name, scenario, names, templateOf);
    stack.push({ name, references, next: 0, depth: 0 });
    open.add(name);
  };
  const deepen = (visit: Visit, reference: Reference, depth: number): void => {
    if (depth + 1 > maximumDepth) tooDeep.push(reference);
    else visit.depth = Math.max(visit.depth, depth + 1);
  };
  for (const start of names.keys()) {
    if (!depths.has(start)) enter(start);
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      if (pace.isDue(1)) yield;
      const reference = visit.references[visit.next];
      if (reference === undefined) {
        depths.set(visit.name, visit.depth);
        open.delete(visit.name);
        stack.pop();
        continue;
      }
      const target = reference.piece.name;
      const depth = depths.get(target);
      if (depth === undefined && !open.has(target)) {
        enter(target);
        continue;
      }
      visit.next += 1;
      if (depth === undefined) cycles.push({ ...reference, path: pathFrom(target, stack) });
      else deepen(visit, reference, depth);
    }
  }
  for (const source of [...promptTexts(scenario), ...wordTexts(scenario)]) {
    for (const piece of templateOf(source).names) {
      if (pace.isDue(1)) yield;
      if ((depths.get(piece.name) ?? 0) >= maximumDepth) tooDeep.push({ source, piece });
    }
  }
  return { cycles, tooDeep, broken: new Set([...cycles, ...tooDeep].map(({ piece }) => piece)) };
}

function referencesOf(
  name: string,
  scenario: Scenario,
  names: NameTable,
  templateOf: TemplateOf,
): readonly Reference[] {
  const target = names.get(name);
  if (target === undefined) return [];
  const references: Reference[] = [];
  for (const { source, fields } of textsOf(target, scenario)) {
    for (const piece of templateOf(source).names) {
      if (names.has(piece.name) && !fields.includes(piece.name)) references.push({ source, piece });
    }
  }
  return references;
}

function pathFrom(name: string, stack: readonly Visit[]): readonly string[] {
  const at = stack.findIndex((visit) => visit.name === name);
  return [...stack.slice(at).map((visit) => visit.name), name];
}
