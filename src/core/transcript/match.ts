import { RE2JS } from 're2js';
import type { Match, SourceText } from '../scenario/sourceText.ts';
import { memo } from '../text/memo.ts';
import { domainOf, isWithin, splitRecipients } from './addresses.ts';
import { fold, foldSpaces, foldText } from './fold.ts';
import type { Action, ActionField, Location } from './transcript.ts';
import { emptyPassage, type Passage } from './passage.ts';

/** What a match looks at: the text of the answer, or every field of one name in one action. Never empty. */
export type Subject = readonly SubjectPart[];
export interface SubjectPart {
  readonly passage: Passage;
  /** What the passage may be equal to beside its own text: addresses one by one, a document's id. */
  readonly values: readonly string[];
}

/** What a match on a field of an action looks at: `to` means all recipients. */
export function fieldSubject(name: string, action: Action, partOf: (field: ActionField) => SubjectPart): Subject {
  const names = name === 'to' ? ['to', 'cc', 'bcc'] : [name];
  const fields = action.fields.filter((field) => names.includes(field.name));
  return fields.length === 0 ? [{ passage: emptyPassage, values: [] }] : fields.map(partOf);
}

/** The words of a match in a condition: rendered. */
export type Words = (source: SourceText) => string;

export interface MatchResult {
  readonly held: boolean;
  /** Where; empty where it does not hold, and for what is shown by an absence. */
  readonly at: readonly Location[];
}

const failed: MatchResult = { held: false, at: [] };

/**
 * Whether all the tests of a match hold. Letter case, invisible characters and compatibility forms of letters never matter, and
 * in words a run of white space is one space. A word that renders to nothing stands in no text.
 */
export function evaluateMatch(match: Match, subject: Subject, words: Words): MatchResult {
  const results: MatchResult[] = [];
  if (match.equals !== undefined) results.push(equalsAny(subject, match.equals.map(words)));
  if (match.containsAny !== undefined) results.push(containsAny(subject, match.containsAny.map(words)));
  if (match.containsAll !== undefined) {
    results.push(every(match.containsAll.map((word) => containsAny(subject, [words(word)]))));
  }
  if (match.matches !== undefined) results.push(matchesPattern(subject, compiled(match.matches)));
  if (match.outside !== undefined) results.push(outside(subject, match.outside.map(words)));
  if (match.not !== undefined) results.push({ held: !evaluateMatch(match.not, subject, words).held, at: [] });
  return every(results);
}

function every(results: readonly MatchResult[]): MatchResult {
  return results.every(({ held }) => held) ? { held: true, at: results.flatMap(({ at }) => at) } : failed;
}

function some(results: readonly (readonly Location[] | null)[]): MatchResult {
  const found = results.filter((at) => at !== null);
  return found.length > 0 ? { held: true, at: found.flat() } : failed;
}

function normal(text: string): string {
  return foldSpaces(fold(text)).text.trim();
}

function whole(passage: Passage): readonly Location[] {
  return passage.locate(0, passage.text.length);
}

function equalsAny(subject: Subject, words: readonly string[]): MatchResult {
  const wanted = new Set(words.map(normal));
  return some(
    subject.map(({ passage, values }) => {
      if (wanted.has(normal(passage.text))) return whole(passage);
      if (!values.some((value) => wanted.has(normal(value)))) return null;
      const addresses = splitRecipients(passage.text).filter(({ value }) => wanted.has(normal(value)));
      return addresses.length > 0 ? addresses.flatMap(({ start, end }) => passage.locate(start, end)) : whole(passage);
    }),
  );
}

function containsAny(subject: Subject, words: readonly string[]): MatchResult {
  const wanted = words.map((word) => foldSpaces(fold(word)).text).filter((word) => word.trim() !== '');
  return some(subject.flatMap((part) => wanted.map((word) => find(part, word))));
}

/** The first place of a folded word. */
function find({ passage, values }: SubjectPart, word: string): readonly Location[] | null {
  const folded = passage.folded();
  const at = folded.text.indexOf(word);
  if (at !== -1) return passage.locate(folded.start(at), folded.end(at + word.length));
  return values.some((value) => value !== passage.text && foldText(value).includes(word)) ? whole(passage) : null;
}

/** The addresses of none of the domains. A name without an address has no domain, so it is not outside. */
function outside(subject: Subject, domains: readonly string[]): MatchResult {
  return some(
    subject.map(({ passage }) => {
      const strangers = splitRecipients(passage.text).filter(({ value }) => {
        const domain = domainOf(value);
        return domain !== null && !isWithin(domain, domains);
      });
      return strangers.length > 0 ? strangers.flatMap(({ start, end }) => passage.locate(start, end)) : null;
    }),
  );
}

/** Each pattern is compiled once. RE2 runs in time linear in the text. */
const compiled = memo(({ text }: SourceText) => RE2JS.compile(text, RE2JS.CASE_INSENSITIVE));

/** As written first; then folded, for a text that hides its words. `test` runs ahead of `find`: it is ten times as fast. */
function matchesPattern(subject: Subject, pattern: RE2JS): MatchResult {
  return some(
    subject.map(({ passage }) => {
      const { text } = passage;
      if (pattern.test(text)) {
        const [start, end] = firstMatch(pattern, text);
        return passage.locate(start, end);
      }
      const folded = fold(text);
      if (folded.text === text.toLowerCase() || !pattern.test(folded.text)) return null;
      const [start, end] = firstMatch(pattern, folded.text);
      return passage.locate(folded.start(start), folded.end(end));
    }),
  );
}

function firstMatch(pattern: RE2JS, text: string): readonly [number, number] {
  const matcher = pattern.matcher(text);
  return matcher.find() ? [matcher.start(), matcher.end()] : [0, 0];
}
