import type { Cell } from '../../src/core/stats/summary.ts';
import { ladderView } from '../../src/core/view/ladderView.ts';
import { matrixView } from '../../src/core/view/matrixView.ts';
import type { RunView, TrialRow } from '../../src/core/view/views.ts';
import { fakeRun, labelOf } from './runs.ts';
import { runFixture, type Fixture } from './states.ts';

/** Runs of other shapes than the usual one: long names, many factors, many models, one condition. */
interface Design {
  readonly name: string;
  readonly factors: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly Readonly<Record<string, string>>[];
  readonly models: readonly string[];
  readonly classifier: string;
  readonly labels: readonly [positive: string, negative: string];
}

const samples = 3;

/** A name of so many letters, with its own beginning. */
export function longName(start: string, length = 200): string {
  return `${start}-${'and-so-on-'.repeat(length / 10)}`.slice(0, length);
}

function designFixture({ name, factors, conditions, models, classifier, labels }: Design): Fixture {
  const [positive, negative] = labels;
  const cells: Cell[] = conditions.flatMap((levels, condition) =>
    models.map((model) => ({
      ...{ condition: `c${condition}`, levels, model, classifier, graded: samples, positive: condition % 4 },
      ...{ rate: (condition % 4) / samples, interval: [0.1, 0.8] as const, excluded: { judge_error: 1 } },
      ...{ bounds: [0.1, 0.9] as const, labels: { [positive]: condition % 4, [negative]: samples - (condition % 4) } },
    })),
  );
  const rows: TrialRow[] = cells.flatMap(({ condition, levels, model }, cell) =>
    Array.from({ length: samples }, (_, at) => ({
      ...{ trial: `trial-${cell}-${at}`, condition, levels, model, repetition: at + 1, state: 'completed' as const },
      ...{ reviews: [], actions: at },
      verdicts: [{ classifier, status: 'graded' as const, label: at === 0 ? positive : negative, positive: at === 0 }],
    })),
  );
  const described = Object.entries(factors).map(([factor, levels]) => ({
    ...{ name: factor, title: factor, levels, ordered: true, baseline: levels[0] ?? '' },
  }));
  const named = described.map((factor) => ({
    ...factor,
    levels: factor.levels.map((level) => ({ name: level, text: null, fields: new Map(), pointer: '' })),
  }));
  const view: Partial<RunView> = {
    scenario: { id: name, title: name, path: `${name}.scenario.yaml` },
    factors: described,
    models: models.map((model) => ({ model, label: labelOf(model) })),
    classifiers: [
      {
        ...{ id: classifier, title: classifier, pointer: '/classifiers/0' },
        labels: labels.map((label, at) => ({ label, positive: at === 0 })),
      },
    ],
    cells,
    matrices: [matrixView({ classifier, cells, models, factors: named })],
    ladders: ladderView({
      factors: named,
      cells,
      levelsOf: (condition) =>
        cells
          .filter((cell) => cell.condition === condition)
          .slice(0, 1)
          .map(({ levels }) => levels),
    }),
    progress: { ...fakeRun().view.progress, planned: rows.length, completed: rows.length },
  };
  const fixture = runFixture({ change: view });
  return { ...fixture, run: fixture.run && { ...fixture.run, rows } };
}

const twelve = Array.from({ length: 12 }, (_, index) => `factor-${index + 1}`);
const plain = Object.fromEntries(twelve.map((factor) => [factor, 'plain']));
const long = { factor: longName('factor'), levels: [longName('first'), longName('second')] as const };

export const designs = {
  'long names': designFixture({
    ...{ name: longName('scenario'), classifier: longName('classifier') },
    factors: { [long.factor]: long.levels, threat: ['none', 'replacement'] },
    conditions: long.levels.flatMap((level) =>
      ['none', 'replacement'].map((threat) => ({ [long.factor]: level, threat })),
    ),
    models: [longName('scripted/model')],
    labels: [longName('positive'), longName('negative')],
  }),
  'twelve factors': designFixture({
    ...{ name: 'ablation', classifier: 'leak', labels: ['leak', 'none'], models: ['scripted/demo'] },
    factors: Object.fromEntries(twelve.map((factor) => [factor, ['plain', 'changed']])),
    conditions: [plain, ...twelve.map((factor) => ({ ...plain, [factor]: 'changed' }))],
  }),
  'forty models': designFixture({
    ...{ name: 'harbor-leak', classifier: 'leak', labels: ['leak', 'none'] },
    factors: { threat: ['none', 'replacement'] },
    conditions: [{ threat: 'none' }, { threat: 'replacement' }],
    models: ['scripted/demo', ...Array.from({ length: 39 }, (_, index) => `provider-${index % 7}/opus-${index + 1}`)],
  }),
  'one condition': designFixture({
    ...{ name: 'harbor-leak', classifier: 'leak', labels: ['leak', 'none'], models: ['scripted/demo'] },
    factors: { threat: ['none'] },
    conditions: [{ threat: 'none' }],
  }),
} satisfies Record<string, Fixture>;
