import type { ErrorCode } from 'yaml';
import type { Fix, Problem } from '../text/problem.ts';
import { textRange, type TextRange } from '../text/range.ts';
import { problemAt } from './refusals.ts';
import { spacesForTabs } from './tabs.ts';
import { endOfPlainText, quote, templateInFlow } from './unquotedTemplate.ts';

/** What yaml says is wrong; its own error is one. */
export interface YamlError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

type Wording = (error: YamlError, text: string) => Problem;

/**
 * yaml's errors in our words: what is wrong and what to do. Its own words are kept where ours would be no better. Of the
 * errors of one line the first is told, since the others follow from it; none where `explained` covers it.
 */
export function wordErrors(
  errors: readonly YamlError[],
  text: string,
  explained: readonly TextRange[] = [],
): Problem[] {
  const isNew = ({ pos: [at] }: YamlError): boolean => !explained.some(({ start, end }) => start <= at && at < end);
  const told: Problem[] = [];
  let lineEnd = -1;
  for (const error of errors.filter(isNew).sort((a, b) => a.pos[0] - b.pos[0])) {
    const isSameLine = error.pos[0] <= lineEnd;
    const last = isSameLine ? told.pop() : undefined;
    if (!isSameLine) lineEnd = endOfLine(text, error.pos[0]);
    told.push(
      last && !vague.has(last.code) ? last : betterOf(last, (wordings[error.code] ?? generalProblem)(error, text)),
    );
  }
  return withoutEchoes(told, text);
}

/**
 * A tab stands for no column, so the lines after it look badly indented until it is gone; and so do those after a badly
 * indented one, until its block ends.
 */
function withoutEchoes(told: readonly Problem[], text: string): Problem[] {
  const tab = told.findIndex(({ code }) => code === 'tab-indent');
  let block: { readonly end: number; readonly width: number } | null = null;
  return told.filter(({ code, range, related }, index) => {
    if (code !== 'bad-indent') return true;
    if (tab >= 0 && index > tab) return false;
    const isEcho = block !== null && !hasLineUpTo(block.width, text.slice(block.end, range.end));
    const width = isEcho ? block?.width : indentationAt(text, related?.[0]?.range.start ?? range.start);
    block = { end: range.end, width: width ?? 0 };
    return !isEcho;
  });
}

/** Whether a line is indented by no more than this; blank lines and comments are indented as they like. */
function hasLineUpTo(width: number, lines: string): boolean {
  return lines
    .split('\n')
    .some((line, index) => index > 0 && /^ *[^ #\r]/.test(line) && indentationAt(line, 0) <= width);
}

/** How many spaces the line of this offset begins with. */
function indentationAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ */.exec(text.slice(start, start + 1_000))?.[0].length ?? 0;
}

function betterOf(last: Problem | undefined, next: Problem): Problem {
  return last && vague.has(next.code) ? last : next;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Told only where nothing better is said about the line. */
const vague = new Set(['missing-colon', 'yaml-syntax']);
/** After these the rest of the file still reads as it was meant. */
const harmless = new Set(['unknown-tag', 'bad-key', 'bad-alias']);
/** Problems of ours that say that the text is not one document. */
const breaking = new Set(['several-documents', 'unclosed-quote']);

/** Whether the text is a document in spite of its problems; `worded` are those of yaml's errors. */
export function isReadable(problems: readonly Problem[], worded: readonly Problem[]): boolean {
  return worded.every(({ code }) => harmless.has(code)) && !problems.some(({ code }) => breaking.has(code));
}

const wordings: Partial<Record<ErrorCode, Wording>> = {
  TAB_AS_INDENT: tabProblem,
  BLOCK_AS_IMPLICIT_KEY: colonProblem,
  MULTILINE_IMPLICIT_KEY: missingColon,
  MISSING_CHAR: missingCharacter,
  BAD_INDENT: badIndent,
  BAD_SCALAR_START: badStart,
  BAD_DQ_ESCAPE: badEscape,
  UNEXPECTED_TOKEN: unexpected,
  TAG_RESOLVE_FAILED: plain('unknown-tag', 'Tags (`!name`) have no meaning here. Delete the tag.'),
  BAD_COLLECTION_TYPE: plain('unknown-tag', 'Tags (`!name`) have no meaning here. Delete the tag.'),
  NON_STRING_KEY: plain(
    'bad-key',
    'A key is one word or text, not a list, a map or an alias. Write a name, or quote it.',
  ),
  BAD_ALIAS: plain(
    'bad-alias',
    'An `&anchor` or `*alias` needs a name. Write one, or quote the value if it is a text.',
  ),
  BLOCK_IN_FLOW: plain(
    'block-in-brackets',
    'Inside `{}` or `[]` everything is in brackets. Add the brackets, or take the outer ones away.',
  ),
};

function plain(code: string, message: string): Wording {
  return (error, text) => at(error, text, code, message);
}

function at({ pos }: YamlError, text: string, code: string, message: string, fixes?: readonly Fix[]): Problem {
  const start = Math.max(0, Math.min(pos[0], text.length - 1));
  const end = Math.min(Math.max(pos[1], start + 1), text.length);
  const problem = problemAt(code, message, start, end);
  return fixes ? { ...problem, fixes } : problem;
}

function generalProblem(error: YamlError, text: string): Problem {
  return at(
    error,
    text,
    'yaml-syntax',
    `This is not YAML: ${error.message}. Check the quotes, brackets and indentation around it.`,
  );
}

function tabProblem(error: YamlError, text: string): Problem {
  const start = error.pos[0];
  const width = Math.max(1, /^\t*/.exec(text.slice(start, start + 100))?.[0].length ?? 1);
  const range = textRange(start, start + width);
  return {
    ...problemAt('tab-indent', 'YAML is indented with spaces, never with tabs.', start, range.end),
    fixes: [spacesForTabs(text, range, width)],
  };
}

/** `title: a: b`, or a line that is indented more than the key above it, or a list among keys. */
function colonProblem(error: YamlError, text: string): Problem {
  if (!error.message.includes('compact mappings')) return listProblem(error, text);
  const start = error.pos[0];
  const end = endOfPlainText(text, start);
  if (!/:(\s|$)/.test(text.slice(start, end))) {
    const message = 'This line is indented more than the one above, which has a value already. Indent both the same.';
    const above = problemInLine('bad-indent', '', text, text.lastIndexOf('\n', start) + 1).range;
    return {
      ...problemInLine('bad-indent', message, text, text.indexOf('\n', start) + 1),
      related: [{ message: 'This is the line above.', range: above }],
    };
  }
  const message = 'A second colon on one line is YAML for a map in a map. Quote the value.';
  return { ...problemAt('unquoted-colon', message, start, end), fixes: [quote(text, start, end)] };
}

function listProblem(error: YamlError, text: string): Problem {
  const message =
    'A list item cannot stand here. A list begins on the line below its key, and holds no keys beside its items.';
  return problemInLine('bad-list', message, text, error.pos[0]);
}

/** A problem of what stands in a line, from its first character that is no blank. */
function problemInLine(code: string, message: string, text: string, from: number): Problem {
  const start = from + (/^[ \t]*/.exec(text.slice(from, from + 1_000))?.[0].length ?? 0);
  return problemAt(code, message, start, Math.max(start + 1, endOfPlainText(text, start)));
}

const noColon = 'This line has no `key: value`. Add a colon and a value, or indent it as part of the text above.';

function missingColon(error: YamlError, text: string): Problem {
  const [start, end] = error.pos;
  const line = text.slice(start, end).search(/\s*\n/);
  return problemAt(
    'missing-colon',
    noColon,
    start,
    Math.max(start + 1, line < 0 ? Math.min(end, text.length) : start + line),
  );
}

function missingCharacter(error: YamlError, text: string): Problem {
  const { message } = error;
  if (message.includes('followed by map values')) return missingColon(error, text);
  if (message.includes('closing'))
    return at(error, text, 'unclosed-quote', 'A quote that opens above is not closed. Close it.');
  if (message.startsWith('Missing ,'))
    return at(error, text, 'missing-comma', 'A comma is missing before this. Add it.');
  if (message.includes('must end with')) return unclosedBracket(error, text);
  if (message.startsWith('Comments'))
    return at(error, text, 'bad-comment', 'A comment needs a space before its `#`. Add it, or quote the value.');
  if (message.startsWith('Sequence item'))
    return at(error, text, 'missing-dash', 'This is no item of the list above. Begin it with `- `, or indent it less.');
  return generalProblem(error, text);
}

function unclosedBracket(error: YamlError, text: string): Problem {
  const bracket = error.message.includes('}') ? '}' : ']';
  return at(
    error,
    text,
    'unclosed-bracket',
    `A bracket that opens above is not closed. Add \`${bracket}\` before this.`,
  );
}

function badIndent(error: YamlError, text: string): Problem {
  if (error.message.includes('end with a')) return unclosedBracket(error, text);
  const message =
    'The indentation fits no line above. Keys of one map, items of one list and lines of one text begin in the same column.';
  return problemInLine('bad-indent', message, text, error.pos[0]);
}

function badEscape({ pos: [start] }: YamlError): Problem {
  const message = 'This escape is unknown. Write the backslash twice, or use single quotes or `|`.';
  return problemAt('bad-escape', message, start, start + 2);
}

function badStart(error: YamlError, text: string): Problem {
  const start = error.pos[0];
  const character = text.charAt(start);
  const end = endOfPlainText(text, start);
  const message = `Quote the value: plain text cannot begin with ${character === '`' ? 'a backtick' : `\`${character}\``}.`;
  return { ...problemAt('unquoted-start', message, start, end), fixes: [quote(text, start, end)] };
}

function unexpected(error: YamlError, text: string): Problem {
  const { message, pos } = error;
  const template = templateInFlow(text, pos[0]);
  if (template) return template;
  if (message.includes('on same line with key')) return listProblem(error, text);
  if (/flow-(map|seq)-end/.test(message)) {
    return at(error, text, 'stray-bracket', 'This bracket closes nothing. Delete it, or quote the value.');
  }
  if (!message.includes('at node end')) return generalProblem(error, text);
  if (text.charAt(pos[0]) === ':') {
    const fix = {
      title: 'Add a space',
      edits: [{ range: textRange(pos[0] + 1, pos[0] + 1), newText: ' ' }],
      safe: true,
    };
    return at(error, text, 'missing-space', 'A colon needs a space after it. Add one.', [fix]);
  }
  return at(
    error,
    text,
    'text-after-value',
    'The value has ended before this. Quote all of it, or delete what follows.',
  );
}
