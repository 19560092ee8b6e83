/** Problems of `{{names}}`, in words for their author. */
import { insertKey } from '../document/insertKey.ts';
import type { ParsedDocument } from '../document/parsedDocument.ts';
import { isYaml11Word } from '../scenario/names.ts';
import { list, nearestFirst } from '../scenario/nearest.ts';
import { rootKeys } from '../scenario/placeholders.ts';
import type { Factor } from '../scenario/scenario.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import { valueAt } from '../text/json.ts';
import type { Fix, Problem } from '../text/problem.ts';
import { maximumDepth } from './nameGraph.ts';
import { fieldKeys } from './names.ts';
import type { NamePiece, TemplateFault } from './template.ts';

/** In how many conditions the strings of the file take part, by their pointers; and how many conditions there are. */
export interface RenderCounts {
  readonly of: ReadonlyMap<string, number>;
  readonly all: number;
}

export interface Known {
  readonly known: readonly string[];
  readonly counts: RenderCounts | null;
}

export function unknownName(
  document: ParsedDocument,
  source: SourceText,
  piece: NamePiece,
  { known, counts }: Known,
): Problem {
  const meant = nearestFirst(piece.name, known);
  const ask = meant[0] === undefined ? `The names here are ${list(known)}.` : `Did you mean \`${meant[0]}\`?`;
  const where =
    counts === null ? '' : ` This text is rendered ${inWords(counts.of.get(source.pointer) ?? 0, counts.all)}.`;
  const message = `Nothing is called \`${piece.name}\`. ${ask}${where}`;
  const problem = nameProblem(document, source, piece, { code: 'unknown-name', message, meant });
  const fixes = [...(problem.fixes ?? []), ...declareFixes(document, piece.name)];
  return fixes.length === 0 ? problem : { ...problem, fixes };
}

function inWords(count: number, all: number): string {
  if (count === 0) return 'in no condition yet';
  if (count === all) return count === 1 ? 'in the only condition' : `in all ${count} conditions`;
  return `in ${count} of ${all} conditions`;
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
export function notText(document: ParsedDocument, source: SourceText, piece: NamePiece, factor: Factor): Problem {
  const code = 'factor-is-not-text';
  const { name } = factor;
  if (factor.levels.some(({ text }) => text !== null)) {
    const message = `The levels of factor \`${name}\` are texts without keys: write \`{{${name}}}\`.`;
    return nameProblem(document, source, piece, { code, message, meant: [name] });
  }
  const keys = fieldKeys(factor).map((key) => `${name}.${key}`);
  if (keys.length > 0) {
    const message = `The levels of factor \`${name}\` are maps: write which of their texts is meant, ${list(keys, 'or')}.`;
    return nameProblem(document, source, piece, { code, message, meant: keys });
  }
  const message =
    `The levels of factor \`${name}\` are names for \`when\` and have no text. Give each level one ` +
    `(\`levels: {${factor.levels[0]?.name ?? 'level'}: "…"}\`), or write a variable with alternatives that say \`when: {${name}: …}\`.`;
  return nameProblem(document, source, piece, { code, message, meant: [] });
}

export function cycleProblem(
  document: ParsedDocument,
  source: SourceText,
  piece: NamePiece,
  path: readonly string[],
): Problem {
  const message = `\`${piece.name}\` stands for a text that needs \`${piece.name}\` again (${path.join(' → ')}), so it has no end. Take one of these names out.`;
  return nameProblem(document, source, piece, { code: 'name-cycle', message, meant: [] });
}

export function tooDeepProblem(document: ParsedDocument, source: SourceText, piece: NamePiece): Problem {
  const message = `With \`{{${piece.name}}}\`, names stand in names more than ${maximumDepth} deep. Write one of the texts in between out.`;
  return nameProblem(document, source, piece, { code: 'name-too-deep', message, meant: [] });
}

interface Said {
  readonly code: string;
  readonly message: string;
  /** The names that may be written instead, the likeliest first. */
  readonly meant: readonly string[];
}

function nameProblem(
  document: ParsedDocument,
  { pointer }: SourceText,
  piece: NamePiece,
  { code, message, meant }: Said,
): Problem {
  const range = document.stringRange(pointer, piece.start, piece.end);
  const problem: Problem = { code, severity: 'error', message, range, pointer };
  if (meant.length === 0) return problem;
  const nameRange = document.stringRange(pointer, piece.nameStart, piece.nameStart + piece.name.length);
  const fixes = meant.map((name): Fix => ({
    title: `Change to \`{{${name}}}\``,
    edits: [{ range: nameRange, newText: name }],
  }));
  return { ...problem, fixes };
}

const faultMessages: Readonly<Record<TemplateFault['kind'], string>> = {
  unclosed: '`{{` begins a name, and no `}}` ends it. Write `{{name}}`, or `\\{{` for two braces.',
  empty: 'No name stands between these braces. Write `{{name}}`, or `\\{{` for two braces.',
  'not-a-name':
    'This is no name. Between braces stands one name, as in `{{company}}` or `{{factor.key}}`; write `\\{{` for two braces.',
};

export function faultProblem(
  document: ParsedDocument,
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
