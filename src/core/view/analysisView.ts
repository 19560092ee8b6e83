import type { RunState } from '../run/state/runState.ts';
import type { Classifier } from '../scenario/classifier.ts';
import { armOf, type Arm } from '../stats/arm.ts';
import { effectsOf } from '../stats/effects.ts';
import { rateGivenLabel, type VerdictPair } from '../stats/givenLabel.ts';
import { newcombe } from '../stats/intervals.ts';
import { samplesForDifference, samplesForHalf, widestHalf } from '../stats/power.ts';
import type { Cell, Rate } from '../stats/summary.ts';
import { cellOf, rateOf } from '../stats/tally.ts';
import type { Estimate } from '../stats/weightedSum.ts';
import type { AnalysisView, GivenView, PowerView } from './analysis.ts';
import { modelFactor, shownFactor, withModel } from './modelFactor.ts';

/**
 * What varies the rate of one classifier, and how sure that is. Null for a classifier that the run does not have. Takes one pass
 * over the trials for each other classifier, so it is made when it is asked for.
 */
export function analysisView(state: RunState, classifier: string): AnalysisView | null {
  const { manifest, scenario } = state;
  const own = scenario.classifiers.find(({ id }) => id === classifier);
  if (own === undefined) return null;
  const cells = manifest.conditions.flatMap(({ id: condition, levels }) =>
    manifest.models.map(({ model }) =>
      cellOf({ condition, levels, model, classifier }, state.tally(condition, model, classifier)),
    ),
  );
  const factors = scenario.factors.map(({ name, levels, baseline }) => ({
    name,
    baseline,
    levels: levels.map((level) => level.name),
  }));
  const { effects, interactions } = effectsOf(withModel(manifest, cells), [...factors, ...modelFactor(manifest)]);
  const titles = new Map(scenario.factors.map(({ name, title }) => [name, title]));
  return {
    run: manifest.run,
    classifier,
    all: rateOfArm(armOf(cells)),
    effects: effects.map(({ first, second, ...effect }) => ({
      ...effect,
      factor: shownFactor(effect.factor),
      title: titles.get(effect.factor) ?? shownFactor(effect.factor),
      first: rateOfArm(first),
      second: rateOfArm(second),
    })),
    interactions: interactions.map(({ factors: [first, second], ...interaction }) => ({
      ...interaction,
      factors: [shownFactor(first), shownFactor(second)] as const,
    })),
    tested: [...effects, ...interactions].filter(({ p }) => p !== null).length,
    given: scenario.classifiers.filter((other) => other !== own).map((other) => givenView(state, own, other)),
    power: powerView(manifest.samples, controlRate(cells, factors)),
  };
}

/** What was left out stays beside the count. */
export function rateOfArm({ positive, n, excluded }: Arm): Rate {
  return rateOf(positive, n, excluded);
}

function givenView(state: RunState, own: Classifier, other: Classifier): GivenView {
  const { classifiers } = state.scenario;
  const [of, given] = [classifiers.indexOf(own), classifiers.indexOf(other)];
  function* pairs(): Iterable<VerdictPair> {
    for (const { verdicts } of state.trials()) yield { given: verdicts[given] ?? null, of: verdicts[of] ?? null };
  }
  const { rows, unlabelled } = rateGivenLabel(pairs(), [...other.labels.positive, ...other.labels.negative]);
  const first = rows[0]?.rate;
  return {
    classifier: other.id,
    title: other.title,
    rows: rows.map(({ label, share, rate }, index) => ({
      ...{ label, share, rate },
      difference: index === 0 || first === undefined ? null : differenceOf(rate, first),
    })),
    unlabelled,
  };
}

function differenceOf(one: Rate, other: Rate): Estimate | null {
  if (one.rate === null || other.rate === null) return null;
  const count = ({ positive, graded }: Rate): { positive: number; n: number } => ({ positive, n: graded });
  return { value: one.rate - other.rate, interval: newcombe(count(one), count(other)) };
}

/** Where every factor has its baseline; the rate of all where that was not run. */
function controlRate(
  cells: readonly Cell[],
  factors: readonly { readonly name: string; readonly levels: readonly string[]; readonly baseline: string | null }[],
): number {
  const isControl = ({ levels }: Cell): boolean =>
    factors.every(({ name, levels: [first], baseline }) => levels[name] === (baseline ?? first));
  const control = armOf(cells.filter(isControl));
  const { positive, n } = control.n > 0 ? control : armOf(cells);
  return n === 0 ? 0 : positive / n;
}

const shownHalves = [0.05, 0.1, 0.15] as const;
const shownDifferences = [0.1, 0.2, 0.3] as const;

function powerView(samples: number, control: number): PowerView {
  return {
    samples,
    half: widestHalf(samples),
    halves: shownHalves.flatMap((half) => {
      const n = samplesForHalf(half);
      return n === null ? [] : [{ half, n }];
    }),
    differences: shownDifferences.flatMap((by) => {
      // Upwards, where there is room: a control is rarely the harmful arm.
      const to = control + by <= 1 ? control + by : control - by;
      const n = samplesForDifference(control, to);
      return n === null ? [] : [{ from: control, to, n }];
    }),
  };
}
