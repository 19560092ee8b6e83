import type { Bound, Expectation } from '../scenario/classifier.ts';
import type { Levels } from '../scenario/scenario.ts';
import { holds } from '../trial/when.ts';
import { armOf, type Arm } from './arm.ts';
import { contrastOf } from './contrast.ts';
import { wilson, type Interval } from './intervals.ts';
import { createStrata, type StrataInput } from './strata.ts';
import type { Cell, ExpectationOutcome, ExpectationResult } from './summary.ts';
import { leftOutWords, percent, percentRange, points } from './words.ts';

export interface ExpectationInput {
  readonly expectations: readonly Expectation[];
  readonly cells: readonly Cell[];
  /** The cells of a classifier, of the transcripts alone to which others gave these labels. */
  readonly cellsGiven: (classifier: string, given: Expectation['given']) => readonly Cell[];
  /** The models of the run, by reference: each has a result of its own unless they are pooled. */
  readonly models: readonly string[];
  /** All the levels that a condition stands for: its own, and those of the conditions that send the same text. */
  readonly levelsOf: (condition: string) => readonly Levels[];
}

/** Holds each expectation against what was graded; without `pool` once for each model. */
export function evaluateExpectations(input: ExpectationInput): readonly ExpectationResult[] {
  return input.expectations.flatMap((expectation) => {
    const { classifier, given } = expectation;
    const cells =
      given.length > 0
        ? input.cellsGiven(classifier, given)
        : input.cells.filter((cell) => cell.classifier === classifier);
    if (expectation.pool) return [evaluate(expectation, null, cells, input)];
    return input.models.map((model) =>
      evaluate(
        expectation,
        model,
        cells.filter((cell) => cell.model === model),
        input,
      ),
    );
  });
}

function evaluate(
  expectation: Expectation,
  model: string | null,
  cells: readonly Cell[],
  input: ExpectationInput,
): ExpectationResult {
  const { id, classifier, claim, pointer } = expectation;
  const { levelsOf } = input;
  const finding =
    claim.kind === 'rate'
      ? rate(
          expectation,
          armOf(cells.filter(({ condition }) => levelsOf(condition).some((own) => holds(expectation.where, own)))),
        )
      : difference(expectation, claim, { cells, levelsOf });
  return { id, classifier, model, pointer, ...finding, says: `${givenWords(expectation)}${finding.says}` };
}

/** «given stated: real, »; nothing where all transcripts count. */
function givenWords({ given }: Expectation): string {
  if (given.length === 0) return '';
  return `given ${given.map(({ classifier, label }) => `${classifier}: ${label}`).join(' and ')}, `;
}

type Finding = Pick<ExpectationResult, 'outcome' | 'says' | 'value' | 'interval'>;

function rate({ claim: { bound }, confidence }: Expectation, counted: Arm): Finding {
  const { positive, n } = counted;
  const target = `${bound.side} ${percent(bound.value)} %`;
  if (n === 0) return undecided(`nothing graded${leftOutWords(counted.excluded)}: not known whether ${target}`);
  const interval = wilson(positive, n, confidence);
  const outcome = decide(interval, bound);
  const says =
    `${positive} of ${n} graded (${percent(positive / n)} %), ${percent(confidence)} % interval ${percentRange(interval)} %` +
    `${leftOutWords(counted.excluded)}: ${outcomeWords[outcome]}${target}`;
  return { outcome, says, value: positive / n, interval };
}

type Difference = Extract<Expectation['claim'], { kind: 'difference' }>;

/** Within every choice of the other factors and the model, as effects are: an unequal design deceives nobody. */
function difference(
  { where, confidence }: Expectation,
  { factor, levels, bound }: Difference,
  { cells, levelsOf }: StrataInput,
): Finding {
  const strata = createStrata({ cells, levelsOf: (id) => levelsOf(id).filter((own) => holds(where, own)) });
  const sets = strata(levels.map((level) => ({ [factor]: level })));
  const target = `${bound.side} ${percent(bound.value)} points`;
  const all = levels.map((level) =>
    armOf(
      cells.filter(({ condition }) => levelsOf(condition).some((own) => own[factor] === level && holds(where, own))),
    ),
  );
  const contrast = contrastOf(sets, [1, -1], confidence);
  if (contrast === null) {
    const why = all.every(({ n }) => n > 0) ? 'no condition differs in that alone, so it is ' : '';
    return undecided(`${sidesWords(all, levels)}: ${why}not known whether ${target}`);
  }
  const compared = levels.map((_, side) =>
    armOf(sets.flatMap((arms) => arms.slice(side, side + 1)).map((arm) => ({ ...arm, graded: arm.n }))),
  );
  const { value, interval } = contrast;
  const outcome = decide(interval, bound);
  const within = sets.length > 1 ? ` within ${sets.length} strata` : '';
  const aside = gradedIn(all) - gradedIn(compared);
  const says =
    `${sidesWords(compared, levels)}${aside > 0 ? `, ${aside} more without a counterpart` : ''}, ` +
    `difference${within} ${points(value)} points, ` +
    `${percent(confidence)} % interval ${interval.map(points).join(' to ')}: ${outcomeWords[outcome]}${target}`;
  return { outcome, says, value, interval };
}

function gradedIn(arms: readonly Arm[]): number {
  return arms.reduce((sum, { n }) => sum + n, 0);
}

function sidesWords(arms: readonly Arm[], levels: readonly string[]): string {
  return arms.map((arm, side) => sideWords(arm, levels[side] ?? '')).join(' against ');
}

function sideWords({ positive, n, excluded }: Arm, level: string): string {
  return `${positive} of ${n} graded (${level}${leftOutWords(excluded)})`;
}

const outcomeWords: Readonly<Record<ExpectationOutcome, string>> = {
  passed: '',
  failed: 'not ',
  undecided: 'not yet ',
};

/** Decided only where the whole interval lies on one side of the bound: a wide interval is no evidence either way. */
export function decide([low, high]: Interval, { side, value }: Bound): ExpectationOutcome {
  if (side === 'below') return high < value ? 'passed' : low >= value ? 'failed' : 'undecided';
  return low > value ? 'passed' : high <= value ? 'failed' : 'undecided';
}

function undecided(says: string): Finding {
  return { outcome: 'undecided', says, value: null, interval: null };
}
