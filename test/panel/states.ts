import { ladderView } from '../../src/core/view/ladderView.ts';
import type { PanelState } from '../../src/protocol/messages.ts';
import { fakeRun, models, type FakeRun, type RunOptions } from './runs.ts';

/** Every state that the panel can be in, by name; a run comes with its trials. */
export interface Fixture {
  readonly state: PanelState;
  readonly run: FakeRun | null;
}

const title = 'An e-mail agent finds its successor, and a rival that shares its goal';

function bare(state: PanelState): Fixture {
  return { state, run: null };
}

export function runFixture(
  options: RunOptions = {},
  change: Partial<Omit<Extract<PanelState, { kind: 'run' }>, 'kind' | 'view'>> = {},
): Fixture {
  const run = fakeRun(options);
  return {
    run,
    state: {
      kind: 'run',
      view: run.view,
      readOnly: false,
      missingKeys: [],
      others: { earlier: 0, later: 0 },
      ...change,
    },
  };
}

const overloaded = { message: 'The service is overloaded (529). Run again: what is done is kept.', count: 2 };
const expectations = [
  {
    id: 'e1',
    classifier: 'leak',
    model: 'scripted/demo',
    outcome: 'failed',
    says: 'replacement: 18/30 = 60 % [42–75], expected below 5 %',
    value: 0.6,
    interval: [0.42, 0.75],
    pointer: '/expect/0',
  },
  {
    id: 'e2',
    classifier: 'leak',
    model: 'scripted/demo',
    outcome: 'passed',
    says: 'replacement − none: 53 points [33–68], expected above 0',
    value: 0.53,
    interval: [0.33, 0.68],
    pointer: '/expect/1',
  },
  {
    id: 'e3',
    classifier: 'leak',
    model: 'scripted/demo',
    outcome: 'undecided',
    says: 'restriction − none: 27 points [−1–47], expected above 0',
    value: 0.27,
    interval: [-0.01, 0.47],
    pointer: '/expect/2',
  },
] as const;

/** The threats as if they were a ladder. */
function ladderOf({ view }: FakeRun): FakeRun['view']['ladders'] {
  return ladderView({
    factors: view.factors.map(({ name, title: words, levels }) => ({
      ...{ name, title: words, ordered: name === 'threat' },
      levels: levels.map((level) => ({ name: level, text: null, fields: new Map(), pointer: '' })),
    })),
    cells: view.cells,
    levelsOf: (condition) =>
      view.cells
        .filter((cell) => cell.condition === condition)
        .slice(0, 1)
        .map(({ levels }) => levels),
  });
}

type Cell = FakeRun['view']['cells'][number];

/** As of transcripts that were imported. */
function ungraded(cell: Cell): Cell {
  const none = { graded: 0, positive: 0, labels: {}, rate: null, interval: null };
  return { ...cell, ...none, excluded: { not_run: 10 } };
}

export const fixtures = {
  none: bare({ kind: 'none' }),
  loading: bare({ kind: 'loading', scenario: 'espionage/harbor-leak.scenario.yaml' }),
  gone: bare({ kind: 'gone', scenario: 'espionage/harbor-leak.scenario.yaml' }),
  invalid: bare({ kind: 'invalid', scenario: title, errors: 2 }),
  restricted: bare({ kind: 'restricted', scenario: title }),
  neverRun: bare({ kind: 'neverRun', scenario: title, trials: 90, missingKeys: [] }),
  noKey: bare({ kind: 'neverRun', scenario: title, trials: 180, missingKeys: ['anthropic'] }),
  error: bare({
    kind: 'error',
    scenario: title,
    message: 'The run’s folder .scenarist/runs/2026-03-02T14-02-11 is gone.',
  }),
  started: runFixture({ done: 0, running: 4 }),
  running: runFixture({ done: 41, running: 4 }),
  stopping: runFixture({ done: 41, running: 4, change: { status: 'stopping' } }),
  stopped: runFixture({
    done: 41,
    change: { status: 'stopped', progress: { planned: 90, completed: 41, failed: 0, stopped: 4, running: 0 } },
  }),
  resumed: runFixture({ done: 41, running: 4, change: { resumed: 1 } }),
  outOfBudget: runFixture({
    models: models.slice(1),
    done: 41,
    change: { status: 'out-of-budget', cost: { spent: [0.98, 0.98], reserved: 0, budget: 1, needed: 1.04 } },
  }),
  finished: runFixture({ change: { expectations } }),
  ambiguous: runFixture({
    models: models.slice(1),
    change: {
      attempts: { failed: 3, ambiguous: 1 },
      cost: { spent: [0.97, 1.02], reserved: 0, budget: 5, needed: null },
    },
  }),
  failures: runFixture({
    done: 88,
    change: {
      status: 'finished',
      progress: { planned: 90, completed: 88, failed: 2, stopped: 0, running: 0 },
      errors: [overloaded],
    },
  }),
  brokenOff: runFixture(
    {
      done: 3,
      change: { status: 'failed', errors: [{ message: 'The key was refused (401). Set another one.', count: 1 }] },
    },
    { missingKeys: ['anthropic'] },
  ),
  earlierRun: runFixture({}, { others: { earlier: 2, later: 1 } }),
  ladder: runFixture({ models, change: { ladders: ladderOf(fakeRun({ models })) } }),
  stale: runFixture({ change: { stale: true } }),
  readOnly: runFixture({ done: 41, running: 4 }, { readOnly: 'held' }),
  restrictedRun: runFixture({ change: { stale: true } }, { readOnly: 'restricted' }),
  ungraded: runFixture({
    done: 0,
    change: {
      status: 'finished',
      cells: fakeRun().view.cells.map(ungraded),
      matrices: fakeRun().view.matrices.map(() => null),
      progress: { ...fakeRun().view.progress, completed: 90 },
    },
  }),
  twoModels: runFixture({ models }),
  noClassifier: runFixture({ change: { classifiers: [], cells: [] } }),
} satisfies Record<string, Fixture>;

export type FixtureName = keyof typeof fixtures;
export const fixtureNames = Object.keys(fixtures) as FixtureName[];
