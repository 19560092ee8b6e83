import type { Gate } from '../scenario/classifier.ts';
import { joinPointer } from '../text/json.ts';
import { canHold, worldsOf, type World } from '../trial/gateReach.ts';
import { gateWords } from '../trial/gateWords.ts';
import { conditionWords } from '../verdict/gate.ts';
import type { Condition } from '../trial/trial.ts';
import type { Words } from '../transcript/match.ts';
import { matchContradiction, recipientContradiction, type Contradiction } from './contradictions.ts';
import { gateClauses } from './gateClauses.ts';
import { mostComparisons, type Finding, type Review } from './review.ts';

/**
 * A clause that can hold in no condition: it needs what none has, or contradicts itself. Where the whole gate needs what no
 * condition has, that is `unreached-classifier`, and said once.
 */
export function* neverHoldingGates(review: Review): Iterable<Finding> {
  const worlds = worldsOf(review.conditions.map(({ prompt }) => prompt));
  const words = distinctWords(review);
  let left = mostComparisons;
  for (const { gate } of review.scenario.classifiers) {
    if (gate === null) continue;
    const isReached = worlds.some((world) => canHold(gate, world));
    for (const clause of gateClauses(gate)) {
      left -= worlds.length + words.length * (1 + wordCount(clause) ** 2);
      if (left < 0) return;
      const found = contradictionIn(clause, words) ?? (isReached ? unreachable(clause, worlds) : null);
      if (found !== null) yield finding(review, found);
    }
  }
}

/** Of a clause with tests of its own: in the worst case each of its words is held against each other. */
function wordCount(clause: Gate): number {
  return clause.op === 'action' || clause.op === 'text' || clause.op === 'reasoning' ? gateWords(clause).length : 0;
}

function finding({ document }: Review, { pointer, says }: Contradiction): Finding {
  const message = `This can never hold: ${says}. The classifier would find nothing here whatever a model does. Mend the clause, or remove it.`;
  return { message, range: document.keyRange(pointer), pointer };
}

/** Why no action of some conditions can be one that a clause means; null where one may be. */
export function actionContradiction(
  clause: Omit<Extract<Gate, { op: 'action' }>, 'op'>,
  conditions: readonly Condition[],
): Contradiction | null {
  const gate = { op: 'action', ...clause } as const;
  const worlds = worldsOf(conditions.map(({ prompt }) => prompt));
  return contradictionIn(gate, distinctWords({ conditions })) ?? unreachable(gate, worlds);
}

function contradictionIn(clause: Gate, words: readonly Words[]): Contradiction | null {
  switch (clause.op) {
    case 'action':
      return (
        clause.where.map(({ match }) => always(words, (each) => matchContradiction(match, each))).find(isFound) ??
        always(words, (each) => recipientContradiction(clause.where, each))
      );
    case 'text':
    case 'reasoning':
      return always(words, (each) => matchContradiction(clause.match, each));
    case 'all':
      return bothWays(clause.of);
    default:
      return null;
  }
}

/** A contradiction that is there with the words of every condition. */
function always(words: readonly Words[], find: (words: Words) => Contradiction | null): Contradiction | null {
  const [first = null, ...others] = words.map((each) => find(each));
  return others.every(isFound) ? first : null;
}

function isFound(found: Contradiction | null): found is Contradiction {
  return found !== null;
}

/** `all` of a clause and its negation. */
function bothWays(clauses: readonly Gate[]): Contradiction | null {
  const negated = clauses.filter((clause) => clause.op === 'not');
  if (negated.length === 0) return null;
  const asked = new Set(clauses.map(meaning));
  const excluded = negated.find(({ of }) => asked.has(meaning(of)));
  return excluded === undefined
    ? null
    : { pointer: joinPointer(excluded.pointer, 'not'), says: '`all` asks for this very clause as well' };
}

/** Two clauses of one meaning have one text, wherever they stand. */
function meaning(gate: Gate): string {
  return JSON.stringify(gate, (key, value: unknown) => (key === 'pointer' ? undefined : value));
}

function unreachable(clause: Gate, worlds: readonly World[]): Contradiction | null {
  if (clause.op !== 'action' || worlds.some((world) => canHold(clause, world))) return null;
  if (!worlds.some(({ tools }) => tools.has(clause.tool))) {
    return { pointer: joinPointer(clause.pointer, 'action'), says: `no condition offers tool \`${clause.tool}\`` };
  }
  const pointer = joinPointer(clause.pointer, 'where', 'document');
  return { pointer, says: `no condition that offers \`${clause.tool}\` shows this document` };
}

/** Conditions share the words that they render alike. */
function distinctWords({ conditions }: Pick<Review, 'conditions'>): readonly Words[] {
  const byRendering = new Map(conditions.map((condition) => [condition.prompt.rendered, condition]));
  return [...byRendering.values()].map(conditionWords);
}
