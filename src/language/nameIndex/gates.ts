import type { ActionClause, CountClause, Match } from '../../core/scenario/generated/scenarioFile.ts';
import { entries, field, isMap, isPresent, items, type Part } from '../../core/scenario/parts.ts';

/** A clause that says something of an action or of a text, wherever it stands in a gate. */
export type LeafClause =
  | {
      readonly kind: 'action';
      readonly action: Part;
      readonly where: readonly (readonly [name: string, match: Part<Match>])[];
    }
  | { readonly kind: 'text'; readonly match: Part<Match> };

type Clause = Part<Record<string, unknown>>;

export function gatesIn(part: Part): readonly LeafClause[] {
  if (!isMap(part)) return [];
  const action = part as Part<ActionClause>;
  if (isPresent(field(action, 'action')) || isPresent(field(action, 'where'))) {
    return [{ kind: 'action', action: field(action, 'action'), where: entries(field(action, 'where')) }];
  }
  const clause = part as Clause;
  const texts = ['text', 'reasoning'].map((key) => field(clause, key) as Part<Match>).filter(isPresent);
  const lists = ['all', 'any', 'sequence', 'except'].map((key) => field(clause, key) as Part<readonly unknown[]>);
  return [
    ...texts.map((match): LeafClause => ({ kind: 'text', match })),
    ...lists.flatMap(items).flatMap(gatesIn),
    ...gatesIn(field(clause, 'not')),
    ...gatesIn(field(field(part as Part<CountClause>, 'count'), 'of')),
  ];
}

/** A match and those that it negates. */
export function matchesIn(part: Part<Match>): readonly Part<Match>[] {
  const not = field(part as Part<{ not: Match }>, 'not');
  return isPresent(not) ? [part, ...matchesIn(not)] : [part];
}
