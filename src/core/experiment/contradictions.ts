import type { FieldMatch, Match } from '../scenario/sourceText.ts';
import { joinPointer } from '../text/json.ts';
import { domainOf, isWithin } from '../transcript/addresses.ts';
import { foldText } from '../transcript/fold.ts';
import type { Words } from '../transcript/match.ts';

/** Two tests that exclude each other, or one that nothing passes. */
export interface Contradiction {
  /** Of the key to look at. */
  readonly pointer: string;
  readonly says: string;
}

/** Why nothing passes a match, with the words of one condition; null where something may. Errs towards «may». */
export function matchContradiction(match: Match, words: Words): Contradiction | null {
  const texts = readWords(match, words);
  if (texts.containsAny?.every(isBlank) === true) {
    return { pointer: joinPointer(match.pointer, 'contains_any'), says: 'each of these words renders to nothing' };
  }
  if (texts.containsAll?.some(isBlank) === true) {
    return { pointer: joinPointer(match.pointer, 'contains_all'), says: 'one of these words renders to nothing' };
  }
  if (match.not === undefined || !follows(readWords(match.not, words), texts)) return null;
  return { pointer: match.not.pointer, says: 'whatever passes the rest of this match is ruled out by `not`' };
}

/** `to` holds cc and bcc too: where it lets no stranger in, no other field can ask for one. */
export function recipientContradiction(where: readonly FieldMatch[], words: Words): Contradiction | null {
  const inside = where.find(({ field }) => field === 'to')?.match.not;
  if (inside?.outside === undefined || isMoreThanOutside(inside)) return null;
  const domains = inside.outside.map(words);
  for (const { field, match } of where) {
    if (field !== 'cc' && field !== 'bcc') continue;
    const wanted = readWords(match, words);
    const asksOutside = wanted.outside !== undefined && areWithin(domains, wanted.outside);
    const namesStrangers = wanted.equals?.every((address) => isStranger(address, domains)) ?? false;
    if (!asksOutside && !namesStrangers) continue;
    return { pointer: match.pointer, says: `\`to\` also holds ${field}, and there it lets no stranger in` };
  }
  return null;
}

interface MatchWords {
  readonly equals: readonly string[] | undefined;
  readonly containsAny: readonly string[] | undefined;
  readonly containsAll: readonly string[] | undefined;
  readonly outside: readonly string[] | undefined;
  readonly matches: string | undefined;
  readonly not: Match | undefined;
}

function readWords({ equals, containsAny, containsAll, outside, matches, not }: Match, words: Words): MatchWords {
  const folded = (sources: Match['equals']): readonly string[] | undefined =>
    sources?.map((source) => foldText(words(source)).replace(/\s+/g, ' '));
  return {
    equals: folded(equals),
    containsAny: folded(containsAny),
    containsAll: folded(containsAll),
    outside: folded(outside),
    matches: matches?.text,
    not,
  };
}

/** Whether every text that passes `given` surely passes all tests of `tests`. */
function follows(tests: MatchWords, given: MatchWords): boolean {
  if (tests.equals !== undefined || tests.not !== undefined) return false;
  if (tests.containsAny !== undefined && !surelyContains(given, tests.containsAny)) return false;
  if (tests.containsAll?.every((word) => surelyContains(given, [word])) === false) return false;
  if (tests.matches !== undefined && tests.matches !== given.matches) return false;
  return tests.outside === undefined || (given.outside !== undefined && areWithin(tests.outside, given.outside));
}

/** Whether what passes `given` holds at least one of the words. */
function surelyContains(given: MatchWords, words: readonly string[]): boolean {
  const holdsOne = (text: string): boolean => words.some((word) => !isBlank(word) && text.includes(word));
  return given.containsAll?.some(holdsOne) === true || given.containsAny?.every(holdsOne) === true;
}

/** Whether each of the domains is one of the others, or below one. Written as in `outside`: `harbor.test`, or an address. */
function areWithin(domains: readonly string[], others: readonly string[]): boolean {
  return domains.every((domain) => isWithin(domain.trim().replace(/^.*@/, ''), others));
}

function isStranger(address: string, domains: readonly string[]): boolean {
  const domain = domainOf(address.trim());
  return domain !== null && !isWithin(domain, domains);
}

function isMoreThanOutside({ equals, containsAny, containsAll, matches, not }: Match): boolean {
  return [equals, containsAny, containsAll, matches, not].some((test) => test !== undefined);
}

function isBlank(word: string): boolean {
  return word.trim() === '';
}
