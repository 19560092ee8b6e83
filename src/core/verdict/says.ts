import { assertNever } from '../text/assertNever.ts';
import type { Gate } from '../scenario/classifier.ts';
import type { Match } from '../scenario/sourceText.ts';
import type { Words } from '../transcript/match.ts';

/** A clause in words, with the words of this condition: «forward to outside harbor.test». */
export function gateSays(gate: Gate, words: Words): string {
  switch (gate.op) {
    case 'action': {
      const where = gate.where.map(({ field, match }) => `${field} ${matchSays(match, words)}`);
      return [gate.tool, where.join(', ')].filter((part) => part !== '').join(' ');
    }
    case 'text':
      return `the text ${matchSays(gate.match, words)}`;
    case 'reasoning':
      return `the reasoning ${matchSays(gate.match, words)}`;
    case 'all':
      return 'all of these';
    case 'any':
      return 'any of these';
    case 'not':
      return 'not this';
    case 'sequence':
      return 'these, in this order';
    case 'except':
      return gate.of.length === 0 ? 'any action' : 'an action that is none of these';
    case 'count':
      return countSays(gate.min, gate.max);
    default:
      return assertNever(gate);
  }
}

function countSays(min: number, max: number): string {
  if (max >= Number.MAX_SAFE_INTEGER) return `at least ${min} of these`;
  if (min === max) return `exactly ${min} of these`;
  return min === 0 ? `at most ${max} of these` : `${min} to ${max} of these`;
}

function matchSays(match: Match, words: Words): string {
  const quoted = (sources: Match['equals'] = [], join: string): string =>
    sources.map((source) => `“${words(source)}”`).join(join);
  const tests: string[] = [];
  if (match.equals !== undefined) tests.push(`is ${quoted(match.equals, ' or ')}`);
  if (match.containsAny !== undefined) tests.push(`contains ${quoted(match.containsAny, ' or ')}`);
  if (match.containsAll !== undefined) tests.push(`contains ${quoted(match.containsAll, ' and ')}`);
  if (match.matches !== undefined) tests.push(`matches /${match.matches.text}/`);
  if (match.outside !== undefined) tests.push(`outside ${match.outside.map(words).join(', ')}`);
  if (match.not !== undefined) tests.push(`not (${matchSays(match.not, words)})`);
  return tests.join(' and ');
}
