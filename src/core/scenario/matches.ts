import { RE2JS } from 're2js';
import type { Match as MatchShape } from './generated/scenarioFile.ts';
import type { Ids } from './ids.ts';
import { field, isMap, isPresent, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Match, SourceText } from './sourceText.ts';
import type { ToolField } from './scenario.ts';
import { readStrings } from './texts.ts';

/** What a match is about, which decides what it may test. */
export interface Matched {
  readonly type: ToolField['type'];
  /** The ids that a match on a document may name. */
  readonly documents: Ids;
  readonly patterns: PatternBudget;
}

/** What the regular expressions of a file may still cost: each alone is linear, and a file can hold ten thousand. */
export interface PatternBudget {
  left: number;
}

/** Compiling patterns of this cost takes under a second (measured with re2js 2.10); a usual one costs about a hundred. */
export function createPatternBudget(): PatternBudget {
  return { left: 1_000_000 };
}

export function readMatch(reader: Reader, part: Part<MatchShape>, matched: Matched): Match {
  const { pointer } = part;
  if (!isMap(part)) {
    const equals = readStrings(reader, part);
    if (matched.type === 'document') checkDocuments(reader, equals, matched.documents);
    return { equals, pointer };
  }
  const containsAny = field(part, 'contains_any');
  const containsAll = field(part, 'contains_all');
  const outside = field(part, 'outside');
  const matches = field(part, 'matches');
  const not = field(part, 'not');
  if (isPresent(outside) && matched.type !== 'addresses') {
    const message =
      '`outside` compares the domains of addresses, and this is no field of addresses. Use it on `to`, `cc` or `bcc`.';
    reader.error('not-addresses', reader.atKey(outside), message);
  }
  const pattern = stringIn(matches);
  if (pattern !== null) checkPattern(reader, pattern, matches, matched.patterns);
  return {
    ...(isPresent(containsAny) && { containsAny: readStrings(reader, containsAny) }),
    ...(isPresent(containsAll) && { containsAll: readStrings(reader, containsAll) }),
    ...(isPresent(outside) && { outside: readStrings(reader, outside) }),
    ...(pattern !== null && { matches: { text: pattern, pointer: matches.pointer } }),
    ...(isPresent(not) && { not: readMatch(reader, not, matched) }),
    pointer,
  };
}

function checkDocuments(reader: Reader, names: readonly SourceText[], documents: Ids): void {
  if (!documents.complete) return;
  for (const { text, pointer } of names) {
    if (documents.has(text) || text.includes('{{')) continue;
    const says = 'This scenario has no document';
    const known = documents.names;
    reader.unknown('unknown-document', reader.atValue({ pointer }), {
      name: text,
      says,
      known,
      knownAre: 'Its documents are',
    });
  }
}

/** RE2 runs in linear time, so that no file can freeze the editor; in exchange it has no look-around and no back-references. */
function checkPattern(reader: Reader, pattern: string, part: Part, budget: PatternBudget): void {
  const cost = costOf(pattern);
  if (cost > budget.left) {
    const message =
      'The regular expressions of this file are too large together. Shorten this one; what is repeated up to a number, as in `{0,200}`, counts that often.';
    reader.error('pattern-too-large', reader.atValue(part), message);
    return;
  }
  budget.left -= cost;
  try {
    // Letter case decides nothing here, and folding it is most of what compiling costs.
    RE2JS.compile(pattern);
  } catch (error) {
    const what = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it cannot be read';
    const beyond = /\(\?(?:[=!>]|<[=!])|\\[1-9k]/.test(pattern)
      ? ' Patterns are in RE2 syntax, which has no look-around and no back-references: say it with several tests (`all`, `not`) instead.'
      : ' Patterns are in RE2 syntax.';
    reader.error('invalid-pattern', reader.atValue(part), `This is no regular expression: ${what}.${beyond}`);
  }
}

/** An upper bound of the program's size: RE2 writes what is repeated out, at most a thousand times, however they are nested. */
function costOf(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(?:\d{1,4},)?(\d{1,4})/g)].map(([, count]) => Number(count));
  return (
    pattern.length *
    Math.min(
      1000,
      counts.reduce((product, count) => product * Math.max(1, count), 1),
    )
  );
}
