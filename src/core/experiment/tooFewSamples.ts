import type { Expectation } from '../scenario/classifier.ts';
import type { When } from '../scenario/sourceText.ts';
import { joinPointer } from '../text/json.ts';
import type { Fix } from '../text/problem.ts';
import { wilson } from '../stats/intervals.ts';
import { bestCase, smallestSamples, type Arms } from '../stats/samples.ts';
import { percent } from '../stats/words.ts';
import { holds } from '../trial/when.ts';
import { mostComparisons, type Finding, type Review } from './review.ts';

/** An expectation that no outcome of the run can meet, because the interval is too wide even at best. */
export function* tooFewSamples(review: Review): Iterable<Finding> {
  let left = mostComparisons;
  for (const expectation of review.scenario.expectations) {
    left -= review.conditions.length * (1 + expectation.where.length);
    if (left < 0) return;
    const arms = armsOf(expectation, review);
    const { samples } = review.scenario.run;
    if (bestCase(expectation, arms, samples)) continue;
    yield finding(review, expectation, arms);
  }
}

function finding({ document, scenario }: Review, expectation: Expectation, arms: Arms): Finding {
  const { claim, pointer: at } = expectation;
  const pointer = joinPointer(at, claim.kind);
  const range = document.keyRange(pointer);
  const target = targetWords(expectation);
  if (arms.includes(0)) {
    const message = `Nothing can decide this: the design has no condition that it counts. Correct \`where\`, or the design.`;
    return { message, range, pointer };
  }
  const { samples } = scenario.run;
  const needed = smallestSamples((each) => bestCase(expectation, arms, each));
  const related = [{ message: `${samples} samples of each condition`, range: document.valueRange('/run/samples') }];
  const remedy = needed === null ? 'No number of samples would do: move the bound.' : remedyWords(needed, arms);
  const fixes = needed === null ? [] : [samplesFix(document.valueRange('/run/samples'), needed)];
  const message = `${nowWords(expectation, arms, samples)}, so no outcome of this run can show that ${target}. ${remedy}`;
  return { message, range, pointer, related, fixes };
}

function samplesFix(range: Fix['edits'][number]['range'], needed: number): Fix {
  return { title: `Change \`samples\` to ${needed}`, edits: [{ range, newText: String(needed) }] };
}

/** How many conditions each side counts, of one model or of all that are pooled: one side for a rate, two for a difference. */
function armsOf({ where, claim, pool }: Expectation, { scenario, conditions }: Review): Arms {
  const models = pool ? scenario.run.models.length : 1;
  const count = (when: When): number =>
    models * conditions.filter(({ levels, same }) => [levels, ...same].some((each) => holds(when, each))).length;
  if (claim.kind === 'rate') return [count(where)];
  const alsoAt = (level: string): When => {
    const match = { factor: claim.factor, levels: [level] };
    return where.length === 0 ? [[match]] : where.map((all) => [...all, match]);
  };
  return [count(alsoAt(claim.levels[0])), count(alsoAt(claim.levels[1]))];
}

function targetWords({ claim: { kind, bound } }: Expectation): string {
  const what = kind === 'rate' ? 'the rate' : 'the difference';
  return `${what} is ${bound.side} ${percent(bound.value)} ${kind === 'rate' ? '%' : 'points'}`;
}

/** What the best outcome of the run still leaves open: «0 of 10 still allows 28 %». */
function nowWords({ claim, confidence }: Expectation, arms: Arms, samples: number): string {
  const [n = 0, m = 0] = arms.map((arm) => arm * samples);
  if (claim.kind === 'difference') {
    const [first, second] = claim.bound.side === 'above' ? [n, 0] : [0, m];
    return `Even ${first} of ${n} (${claim.levels[0]}) against ${second} of ${m} (${claim.levels[1]}) leaves too wide an interval`;
  }
  const [low, high] = wilson(claim.bound.side === 'below' ? 0 : n, n, confidence);
  return claim.bound.side === 'below'
    ? `0 of ${n} still allows ${roundPercent(high)} %`
    : `${n} of ${n} still allows ${roundPercent(low)} %`;
}

function remedyWords(needed: number, arms: Arms): string {
  const totals = arms.map((arm) => arm * needed);
  const [total = 0] = totals;
  const trials = totals.length === 1 ? `${total} clean samples` : `${totals.join(' and ')} samples`;
  const each = total === needed ? '' : `, which are \`samples: ${needed}\` of each condition`;
  return `At best it takes ${trials}${each}.`;
}

function roundPercent(share: number): string {
  return share >= 0.1 ? String(Math.round(share * 100)) : percent(share);
}
