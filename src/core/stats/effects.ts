import type { Levels } from '../scenario/scenario.ts';
import { armOf, type Arm } from './arm.ts';
import { contrastOf, type Contrast } from './contrast.ts';
import { holm } from './holm.ts';
import { cmhTest, commonOddsRatio, stratifiedTerms } from './mantelHaenszel.ts';
import { createStrata, type Strata, type StrataInput } from './strata.ts';
import { pOfSum, type Estimate } from './weightedSum.ts';

export interface FactorLevels {
  readonly name: string;
  readonly levels: readonly string[];
  /** The first level is compared with where there is none. */
  readonly baseline: string | null;
}

/** What one level of a factor does, against another, within every choice of the other factors and the model. */
export interface Effect {
  readonly factor: string;
  readonly level: string;
  readonly against: string;
  /** The trials that are compared, and those they are compared with; all strata together. */
  readonly first: Arm;
  readonly second: Arm;
  readonly strata: number;
  /** Null where no stratum has graded trials on both sides. */
  readonly difference: Contrast | null;
  readonly oddsRatio: Estimate | null;
  /** Of the Cochran–Mantel–Haenszel test; null where there was nothing to test. */
  readonly p: number | null;
  /** The same, among all that are shown with it. */
  readonly adjusted: number | null;
}

/** How much more (or less) one level does where another factor is at a level, than where that one is at its baseline. */
export interface Interaction {
  readonly factors: readonly [string, string];
  readonly levels: readonly [string, string];
  readonly against: readonly [string, string];
  readonly n: number;
  readonly strata: number;
  readonly difference: Contrast | null;
  readonly p: number | null;
  readonly adjusted: number | null;
}

export interface Effects {
  readonly effects: readonly Effect[];
  readonly interactions: readonly Interaction[];
}

/** Each level of each factor against its baseline, and each two of them together; Holm's correction is over all of it. */
export function effectsOf(input: StrataInput, factors: readonly FactorLevels[]): Effects {
  const strata = createStrata(input);
  const changes = factors.flatMap((factor) => changesOf(factor));
  const effects = changes.map((change) => effectOf(strata, change)).filter((each) => each.strata > 0);
  const interactions = changes
    .flatMap((first, index) => changes.slice(index + 1).map((second) => [first, second] as const))
    .filter(([first, second]) => first.factor !== second.factor)
    .map(([first, second]) => interactionOf(strata, first, second))
    .filter((each) => each.strata > 0);
  const adjusted = holm([...effects, ...interactions].map(({ p }) => p));
  return {
    effects: effects.map((effect, index) => ({ ...effect, adjusted: adjusted[index] ?? null })),
    interactions: interactions.map((each, index) => ({ ...each, adjusted: adjusted[effects.length + index] ?? null })),
  };
}

interface Change {
  readonly factor: string;
  readonly level: string;
  readonly against: string;
}

function changesOf({ name, levels, baseline }: FactorLevels): readonly Change[] {
  const against = baseline ?? levels[0];
  if (against === undefined) return [];
  return levels.filter((level) => level !== against).map((level) => ({ factor: name, level, against }));
}

function effectOf(strataOf: Strata, { factor, level, against }: Change): Omit<Effect, 'adjusted'> {
  const sets = strataOf([{ [factor]: level }, { [factor]: against }]);
  const strata = sets.flatMap(([first, second]) => (first && second ? [{ first, second }] : []));
  return {
    ...{ factor, level, against },
    first: armOf(strata.map(({ first }) => cellOf(first))),
    second: armOf(strata.map(({ second }) => cellOf(second))),
    strata: strata.length,
    difference: contrastOf(sets, [1, -1]),
    oddsRatio: commonOddsRatio(strata),
    p: cmhTest(strata).p,
  };
}

const ofDifferences = [1, -1, -1, 1] as const;

function interactionOf(strataOf: Strata, one: Change, two: Change): Omit<Interaction, 'adjusted'> {
  const at = (first: string, second: string): Levels => ({ [one.factor]: first, [two.factor]: second });
  const sets = strataOf([
    at(one.level, two.level),
    at(one.level, two.against),
    at(one.against, two.level),
    at(one.against, two.against),
  ]);
  const terms = stratifiedTerms(sets, ofDifferences);
  return {
    factors: [one.factor, two.factor],
    levels: [one.level, two.level],
    against: [one.against, two.against],
    n: sets.flat().reduce((sum, { n }) => sum + n, 0),
    strata: sets.length,
    difference: contrastOf(sets, ofDifferences),
    p: terms.length === 0 ? null : pOfSum(terms),
  };
}

function cellOf({ positive, n, excluded }: Arm): Parameters<typeof armOf>[0][number] {
  return { positive, graded: n, excluded };
}
