import type { Gate } from '../scenario/classifier.ts';
import type { Match, SourceText } from '../scenario/sourceText.ts';

/** The words of a gate that may hold `{{names}}`, in the order of the file. Regular expressions are not among them. */
export function gateWords(gate: Gate): readonly SourceText[] {
  switch (gate.op) {
    case 'action':
      return gate.where.flatMap(({ match }) => matchWords(match));
    case 'text':
    case 'reasoning':
      return matchWords(gate.match);
    case 'all':
    case 'any':
    case 'sequence':
    case 'except':
      return gate.of.flatMap(gateWords);
    case 'not':
    case 'count':
      return gateWords(gate.of);
  }
}

export function matchWords({
  equals = [],
  containsAny = [],
  containsAll = [],
  outside = [],
  not,
}: Match): readonly SourceText[] {
  return [...equals, ...containsAny, ...containsAll, ...outside, ...(not === undefined ? [] : matchWords(not))];
}
