import type { Factor, Levels, Scenario } from '../scenario/scenario.ts';
import type { When, WhenAll } from '../scenario/sourceText.ts';
import { createPace, finish, type Pace, type Steps } from '../text/steps.ts';
import { holds } from './when.ts';

/** More conditions than this are refused: nobody means them, and the editor would freeze on them. */
export const maximumConditions = 10_000;

type Designed = Pick<Scenario, 'factors' | 'design'>;

/**
 * The conditions that the design asks for and `only` keeps, in the order of the file: the last factor varies fastest. Stops
 * at one more than `maximumConditions`, whatever the size of the design.
 */
export function designConditions(scenario: Designed): readonly Levels[] {
  return finish(designSteps(scenario, createPace()));
}

export function* designSteps({ factors, design }: Designed, pace: Pace): Steps<readonly Levels[]> {
  if (design.kind === 'full') return yield* fullDesign(factors, design.only, pace);
  const found: Levels[] = [];
  for (const levels of design.kind === 'listed' ? design.conditions : oneAtATime(factors)) {
    if (holds(design.only, levels)) found.push(levels);
    if (found.length > maximumConditions) break;
    if (pace.isDue(1 + factors.length / 5 + design.only.length / 10)) yield;
  }
  return found;
}

/** How many conditions a full design has before `only`. */
export function fullSize(factors: readonly Factor[]): number {
  return factors.reduce((product, { levels }) => product * levels.length, 1);
}

/** The level that stands for «unchanged»; the first where the factor names none. */
function baselineOf(factor: Factor): string {
  return factor.baseline ?? factor.levels[0]?.name ?? '';
}

/** Of some conditions the one with the most factors at their baseline, of several the first. */
export function nearestBaseline<Of extends { readonly levels: Levels }>(
  conditions: readonly Of[],
  factors: readonly Factor[],
): Of | undefined {
  const changes = ({ levels }: Of): number =>
    factors.filter((factor) => levels[factor.name] !== baselineOf(factor)).length;
  let nearest: { readonly of: Of; readonly changes: number } | undefined;
  for (const of of conditions) {
    const made = changes(of);
    if (nearest === undefined || made < nearest.changes) nearest = { of, changes: made };
  }
  return nearest?.of;
}

/**
 * Chooses factor by factor and gives up a choice as soon as no map of `only` can hold any more. Each map that is left can
 * still hold, so no choice is in vain: the work grows with the conditions that are kept, not with the product.
 */
function* fullDesign(factors: readonly Factor[], only: When, pace: Pace): Steps<readonly Levels[]> {
  const choices: Choices = { factors, chosen: [], found: [], pace };
  const open = only.length === 0 ? [[]] : only.filter((all) => canHold(all, factors));
  if (open.length > 0) yield* choose(choices, open);
  return choices.found;
}

interface Choices {
  readonly factors: readonly Factor[];
  /** The levels of the first factors. */
  readonly chosen: [factor: string, level: string][];
  readonly found: Levels[];
  readonly pace: Pace;
}

/** @param open The maps of `only` that can hold after what is chosen. */
function* choose(choices: Choices, open: When): Steps<void> {
  const { factors, chosen, found, pace } = choices;
  const factor = factors[chosen.length];
  if (factor === undefined) {
    found.push(Object.fromEntries(chosen));
    return;
  }
  for (const { name } of factor.levels) {
    if (pace.isDue(1 + open.length / 10)) yield;
    const left = open.filter((all) => allows(all, factor.name, name));
    if (left.length === 0) continue;
    chosen.push([factor.name, name]);
    yield* choose(choices, left);
    chosen.pop();
    if (found.length > maximumConditions) return;
  }
}

function allows(all: WhenAll, factor: string, level: string): boolean {
  return all.every((match) => match.factor !== factor || match.levels.includes(level));
}

function canHold(all: WhenAll, factors: readonly Factor[]): boolean {
  return all.every((match) =>
    factors.some(
      ({ name, levels }) => name === match.factor && levels.some((level) => match.levels.includes(level.name)),
    ),
  );
}

function* oneAtATime(factors: readonly Factor[]): Iterable<Levels> {
  const baseline = Object.fromEntries(factors.map((factor) => [factor.name, baselineOf(factor)]));
  yield baseline;
  for (const factor of factors) {
    for (const { name } of factor.levels) {
      if (name !== baselineOf(factor)) yield { ...baseline, [factor.name]: name };
    }
  }
}
