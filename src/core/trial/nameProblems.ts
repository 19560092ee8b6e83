import type { ParsedDocument } from '../document/parsedDocument.ts';
import { insertKey } from '../document/insertKey.ts';
import { isYaml11Word } from '../scenario/names.ts';
import { list, nearest } from '../scenario/nearest.ts';
import { rootKeys } from '../scenario/placeholders.ts';
import type { Factor, Scenario, SourceText } from '../scenario/scenario.ts';
import { valueAt } from '../text/json.ts';
import type { Fix, Problem } from '../text/problem.ts';
import { fieldKeys, levelText, type NameTable, type ScopedText } from './names.ts';
import { maximumDepth, type NameGraph } from './nameGraph.ts';
import type { NamePiece, Template, TemplateFault } from './template.ts';

export interface NameProblemsInput {
  readonly scenario: Scenario;
  readonly document: ParsedDocument;
  /** Every text of the file. */
  readonly texts: readonly ScopedText[];
  readonly names: NameTable;
  readonly graph: NameGraph;
  readonly templateOf: (source: SourceText) => Template;
  /** Where the text at a pointer is rendered, in words: «in every condition». Asked only where there is a problem. */
  readonly rendersIn: (pointer: string) => string;
}

/** What is wrong with the `{{names}}` of all texts, also of those that no condition renders; each place and name once. */
export function nameProblems(input: NameProblemsInput): readonly Problem[] {
  const { texts, graph, templateOf } = input;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const { pointer } = text.source;
    const template = templateOf(text.source);
    for (const fault of template.faults) problems.push(faultProblem(input, text.source, fault));
    for (const piece of template.names) {
      const problem = text.fields.includes(piece.name) ? null : checkName(input, text, piece);
      if (problem === null) continue;
      const key = `${pointer} ${piece.name}`;
      if (!seen.has(key)) problems.push(problem);
      seen.add(key);
    }
  }
  return [...problems, ...graphProblems(input, graph)];
}

function checkName(input: NameProblemsInput, text: ScopedText, piece: NamePiece): Problem | null {
  const target = input.names.get(piece.name);
  if (target?.kind === 'level') return missingInLevel(input, text.source, piece, target);
  if (target !== undefined) return null;
  const [factorName = '', key] = piece.name.split('.');
  const factor = input.scenario.factors.find(({ name }) => name === factorName);
  if (factor !== undefined && (key === undefined || !isMapped(factor)))
    return notText(input, text.source, piece, factor);
  return unknownName(input, text, piece);
}

function unknownName(input: NameProblemsInput, { source, fields }: ScopedText, piece: NamePiece): Problem {
  const known = [...fields, ...input.names.keys()];
  const meant = nearest(piece.name, known);
  const ask = meant === null ? `The names here are ${list(known)}.` : `Did you mean \`${meant}\`?`;
  const message = `Nothing is called \`${piece.name}\`. ${ask} This text is rendered ${input.rendersIn(source.pointer)}.`;
  const problem = nameProblem(input, source, piece, { code: 'unknown-name', message, meant });
  const fixes = [...(problem.fixes ?? []), ...declareFixes(input.document, piece.name)];
  return fixes.length === 0 ? problem : { ...problem, fixes };
}

/** A variable of that name, with a text that is seen in the prompt until its author writes another. */
function declareFixes(document: ParsedDocument, name: string): readonly Fix[] {
  if (name.includes('.') || isYaml11Word(name)) return [];
  const pair = { name, inline: JSON.stringify(`[${name}]`) };
  const section = { name: 'vars', inline: `{${pair.name}: ${pair.inline}}`, lines: [`${pair.name}: ${pair.inline}`] };
  const hasVars = valueAt(document.data, '/vars') !== undefined;
  const edit = hasVars ? insertKey(document, '/vars', pair) : insertKey(document, '', section, rootKeys);
  return edit === null ? [] : [{ title: `Declare \`${name}\` under \`vars\``, edits: [edit] }];
}

/** `{{goal}}` where the levels of `goal` are names, which mean nothing to a model, or maps, of which one key must be named. */
function notText(input: NameProblemsInput, source: SourceText, piece: NamePiece, factor: Factor): Problem {
  const code = 'factor-is-not-text';
  const { name } = factor;
  if (factor.levels.some(({ text }) => text !== null)) {
    const message = `The levels of factor \`${name}\` are texts without keys: write \`{{${name}}}\`.`;
    return nameProblem(input, source, piece, { code, message, meant: name });
  }
  const keys = fieldKeys(factor).map((key) => `${name}.${key}`);
  if (keys.length > 0) {
    const message = `The levels of factor \`${name}\` are maps: write which of their texts is meant, ${list(keys, 'or')}.`;
    return nameProblem(input, source, piece, { code, message, meant: keys[0] ?? null });
  }
  const message =
    `The levels of factor \`${name}\` are names for \`when\` and have no text. Give each level one ` +
    `(\`levels: {${factor.levels[0]?.name ?? 'level'}: "…"}\`), or write a variable with alternatives that say \`when: {${name}: …}\`.`;
  return nameProblem(input, source, piece, { code, message, meant: null });
}

function missingInLevel(
  input: NameProblemsInput,
  source: SourceText,
  piece: NamePiece,
  { factor, key }: { readonly factor: Factor; readonly key: string | null },
): Problem | null {
  const without = factor.levels.filter((level) => levelText(level, key) === null);
  if (without.length === 0) return null;
  const levels = `${without.length === 1 ? 'Level' : 'Levels'} ${list(without.map(({ name }) => name))} of factor \`${factor.name}\``;
  const message = `${levels} ${without.length === 1 ? 'has' : 'have'} no text for \`{{${piece.name}}}\`. Give every level one; \`""\` is an empty text.`;
  const related = without.map(({ name, pointer }) => ({
    message: `\`${name}\` is here`,
    range: input.document.keyRange(pointer),
  }));
  return { ...nameProblem(input, source, piece, { code: 'name-missing-in-level', message, meant: null }), related };
}

interface Said {
  readonly code: string;
  readonly message: string;
  /** The name to write instead. */
  readonly meant: string | null;
}

function nameProblem(
  { document }: NameProblemsInput,
  source: SourceText,
  piece: NamePiece,
  { code, message, meant }: Said,
): Problem {
  const { pointer } = source;
  const range = document.stringRange(pointer, piece.start, piece.end);
  const problem: Problem = { code, severity: 'error', message, range, pointer };
  if (meant === null) return problem;
  const edit = {
    range: document.stringRange(pointer, piece.nameStart, piece.nameStart + piece.name.length),
    newText: meant,
  };
  return { ...problem, fixes: [{ title: `Change to \`{{${meant}}}\``, edits: [edit] }] };
}

function graphProblems(input: NameProblemsInput, { cycles, tooDeep }: NameGraph): readonly Problem[] {
  return [
    ...cycles.map(({ source, piece, path }) => {
      const message = `\`${piece.name}\` stands for a text that needs \`${piece.name}\` again (${path.join(' → ')}), so it has no end. Take one of these names out.`;
      return nameProblem(input, source, piece, { code: 'name-cycle', message, meant: null });
    }),
    ...tooDeep.map(({ source, piece }) => {
      const message = `With \`{{${piece.name}}}\`, names stand in names more than ${maximumDepth} deep. Write one of the texts in between out.`;
      return nameProblem(input, source, piece, { code: 'name-too-deep', message, meant: null });
    }),
  ];
}

const faultMessages: Readonly<Record<TemplateFault['kind'], string>> = {
  unclosed: '`{{` begins a name, and no `}}` ends it. Write `{{name}}`, or `\\{{` for two braces.',
  empty: 'No name stands between these braces. Write `{{name}}`, or `\\{{` for two braces.',
  'not-a-name':
    'This is no name. Between braces stands one name, as in `{{company}}` or `{{factor.key}}`; write `\\{{` for two braces.',
};

function faultProblem(
  { document }: NameProblemsInput,
  { pointer }: SourceText,
  { kind, start, end }: TemplateFault,
): Problem {
  const range = document.stringRange(pointer, start, end);
  return {
    code: 'bad-template',
    severity: 'error',
    message: faultMessages[kind],
    range,
    pointer,
    fixes: [escapeFix(document, pointer, start)],
  };
}

/** In a double-quoted scalar of YAML a backslash is written twice. */
function escapeFix(document: ParsedDocument, pointer: string, start: number): Fix {
  const at = document.stringRange(pointer, start, start).start;
  const doubleQuoted = document.text[document.valueRange(pointer).start] === '"';
  return {
    title: 'Write the braces as they are',
    edits: [{ range: { start: at, end: at }, newText: doubleQuoted ? '\\\\' : '\\' }],
  };
}

function isMapped({ levels }: Factor): boolean {
  return levels.some(({ fields }) => fields.size > 0);
}
