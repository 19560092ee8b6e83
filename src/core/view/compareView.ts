import type { RunManifest } from '../run/manifest.ts';
import type { Classifier } from '../scenario/classifier.ts';
import { agreementOf, confusionOf } from '../stats/agreement.ts';
import { armOf, type Arm } from '../stats/arm.ts';
import { contrastOf } from '../stats/contrast.ts';
import { holm } from '../stats/holm.ts';
import { cmhTest, commonOddsRatio } from '../stats/mantelHaenszel.ts';
import { mcNemar, pairedDifference } from '../stats/paired.ts';
import type { Tally } from '../stats/tally.ts';
import type { Steps } from '../text/steps.ts';
import { rateOfArm } from './analysisView.ts';
import { comparedTrials, type ComparedTrials, type GradedTwice } from './comparedTrials.ts';
import type { ComparedCell, ComparedClassifier, ComparedSide, CompareView, PairedView } from './comparison.ts';
import { matchPlaces, type CompareSide, type MatchedPlaces } from './matchedPlaces.ts';

/**
 * Two sides, classifier by classifier, within the conditions and models that both have. `shared` are the trials whose transcript
 * is the very same one on both sides (a run that was graded again): they are compared in pairs, and never as if they were two draws.
 */
export function* compareView(first: CompareSide, second: CompareSide, shared: ReadonlySet<string>): Steps<CompareView> {
  const matched = matchPlaces(first, second);
  const count = yield* comparedTrials({ first, second, matched, shared });
  const own = second.state.scenario.classifiers;
  const others = new Map(first.state.scenario.classifiers.map((classifier) => [classifier.id, classifier]));
  const compared: ReturnType<typeof compareOne>[] = [];
  for (const classifier of own) {
    const before = others.get(classifier.id);
    if (before === undefined) continue;
    const trials = yield* count(classifier.id);
    compared.push(compareOne({ first, second, matched }, before, classifier, trials));
  }
  const adjusted = holm(compared.map(({ view }) => view.p));
  const missing = [...others.keys(), ...own.map(({ id }) => id)].filter(
    (id) => !others.has(id) || !own.some((classifier) => classifier.id === id),
  );
  return {
    first: sideView(first, second),
    second: sideView(second, first),
    texts: changedTexts(first.state.manifest, second.state.manifest),
    unmatched: matched.unmatched,
    classifiers: compared.map(({ view }, index) => ({ ...view, adjusted: adjusted[index] ?? null })),
    tested: adjusted.filter((p) => p !== null).length,
    missing,
    flips: {
      total: compared.reduce((sum, { trials }) => sum + trials.flips, 0),
      rows: compared.flatMap(({ trials }) => trials.rows),
    },
  };
}

interface Sides {
  readonly first: CompareSide;
  readonly second: CompareSide;
  readonly matched: MatchedPlaces;
}

function compareOne(
  sides: Sides,
  before: Classifier,
  after: Classifier,
  trials: ComparedTrials,
): { readonly view: Omit<ComparedClassifier, 'adjusted'>; readonly trials: ComparedTrials } {
  const sets = trials.tallies.map(({ first, second }) => ({ first: armOfTally(first), second: armOfTally(second) }));
  const pairs = sets.map(({ first, second }) => [second, first]);
  const strata = sets.map(({ first, second }) => ({ first: second, second: first }));
  const together = (arms: readonly Arm[]): Arm =>
    armOf(arms.map(({ positive, n, excluded }) => ({ positive, graded: n, excluded })));
  return {
    trials,
    view: {
      classifier: after.id,
      title: after.title,
      ruleChanged: ruleOf(before) !== ruleOf(after),
      first: rateOfArm(together(sets.map(({ first }) => first))),
      second: rateOfArm(together(sets.map(({ second }) => second))),
      strata: sets.filter(({ first, second }) => first.n > 0 && second.n > 0).length,
      difference: contrastOf(pairs, [1, -1]),
      oddsRatio: commonOddsRatio(strata),
      p: cmhTest(strata).p,
      paired: pairedView(trials.twice, [...after.labels.positive, ...after.labels.negative]),
      cells: sets.flatMap((set, index) => cellView(sides, index, set)),
    },
  };
}

function cellView(
  { first, second, matched }: Sides,
  index: number,
  arms: { readonly first: Arm; readonly second: Arm },
): readonly ComparedCell[] {
  const pair = matched.pairs[index];
  const condition = pair && second.state.manifest.conditions[pair.second.condition];
  if (pair === undefined || condition === undefined) return [];
  const modelOf = ({ state }: CompareSide, model: number): string => state.manifest.models[model]?.model ?? '';
  return [
    {
      levels: condition.levels,
      models: [modelOf(first, pair.first.model), modelOf(second, pair.second.model)],
      first: rateOfArm(arms.first),
      second: rateOfArm(arms.second),
      difference: contrastOf([[arms.second, arms.first]], [1, -1]),
    },
  ];
}

function pairedView(twice: readonly GradedTwice[], labels: readonly string[]): PairedView | null {
  const both = twice.filter(({ first, second }) => first?.status === 'graded' && second?.status === 'graded');
  const count = (first: boolean, second: boolean): number =>
    both.filter((pair) => pair.first?.positive === first && pair.second?.positive === second).length;
  const pairs = {
    both: count(true, true),
    onlyFirst: count(false, true),
    onlySecond: count(true, false),
    neither: count(false, false),
  };
  // As everywhere here, of the second side less the first: the second is what `paired` calls its first.
  const difference = pairedDifference(pairs);
  if (difference === null) return null;
  const words = both.map(({ first, second }) => [first?.label ?? '', second?.label ?? ''] as const);
  const { kappa, kappaInterval } = agreementOf(confusionOf(words, labels));
  return {
    n: both.length,
    first: pairs.both + pairs.onlySecond,
    second: pairs.both + pairs.onlyFirst,
    difference,
    p: mcNemar(pairs),
    kappa,
    kappaInterval,
    leftOut: twice.length - both.length,
  };
}

function armOfTally(tally: Tally): Arm {
  return { positive: tally.positive, n: tally.graded, excluded: tally.excluded() };
}

/** All that decides a label; where it stands in the file does not. */
function ruleOf(classifier: Classifier): string {
  return JSON.stringify(classifier, (key, value: unknown) =>
    key === 'pointer' || key === 'title' ? undefined : value,
  );
}

function sideView(side: CompareSide, other: CompareSide): ComparedSide {
  const { manifest } = side.state;
  const levels = manifest.conditions.find(({ id }) => id === side.condition)?.levels ?? null;
  const isOneRun = manifest.run === other.state.manifest.run;
  const names = [
    ...(isOneRun ? [] : [manifest.run]),
    ...(side.model === null || side.model === other.model ? [] : [side.model]),
    ...(levels === null || side.condition === other.condition ? [] : [Object.values(levels).join(' · ')]),
  ];
  return {
    run: manifest.run,
    title: manifest.scenario.title,
    createdAt: manifest.createdAt,
    model: side.model,
    levels,
    name: names.join(' · ') || manifest.run,
  };
}

function changedTexts({ scenario: first }: RunManifest, { scenario: second }: RunManifest): CompareView['texts'] {
  const filesOf = ({ path, text, files = [] }: RunManifest['scenario']): ReadonlyMap<string, string> =>
    new Map([[nameOf(path), text], ...files.map((file) => [file.path, file.text] as const)]);
  const [before, after] = [filesOf(first), filesOf(second)];
  // A scenario that was moved or renamed is compared all the same: the first entry of both is the scenario itself.
  const main = first.text === second.text ? [] : [{ path: nameOf(second.path), change: 'changed' as const }];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => name !== nameOf(first.path) && name !== nameOf(second.path),
  );
  return [
    ...main,
    ...names.flatMap((path) => {
      const [then, now] = [before.get(path), after.get(path)];
      if (then === now) return [];
      return [
        {
          path,
          change:
            then === undefined ? ('added' as const) : now === undefined ? ('removed' as const) : ('changed' as const),
        },
      ];
    }),
  ];
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
