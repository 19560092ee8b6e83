import { agreementViews } from './agreementView.ts';
import { toUsd } from '../provider/cost.ts';
import type { RunBooks } from '../run/state/runBooks.ts';
import type { RunState } from '../run/state/runState.ts';
import { evaluateExpectations } from '../stats/expectations.ts';
import type { Cell } from '../stats/summary.ts';
import { cellOf } from '../stats/tally.ts';
import { givenCells } from './givenCells.ts';
import { ladderView } from './ladderView.ts';
import { levelsOf } from './levelsOf.ts';
import { matrixView } from './matrixView.ts';
import { waitingActions } from './waitingActions.ts';
import type { RunCost, RunStatus, RunSums, RunView } from './views.ts';

export interface RunViewOptions {
  /** The open file no longer sends what this run sent. */
  readonly stale: boolean;
  /** The open file's classifiers are others. */
  readonly rubricStale?: boolean;
  /** Stop was asked for, and what is under way is being given up. */
  readonly stopping: boolean;
}

/** How the run is going, and where it happens. Its size grows with the cells, not with the trials. */
export function runView(state: RunState, { stale, stopping, rubricStale = false }: RunViewOptions): RunView {
  const { manifest, scenario } = state;
  const cells = allCells(state);
  const status: RunStatus = state.end ?? (stopping ? 'stopping' : 'running');
  return {
    run: manifest.run,
    scenario: { id: manifest.scenario.id, title: manifest.scenario.title, path: manifest.scenario.path },
    status,
    resumed: state.books.resumed,
    createdAt: manifest.createdAt,
    stale,
    ...runSums(state),
    waiting: waitingActions(state),
    factors: scenario.factors.map(({ name, title, levels, baseline }) => ({
      name,
      title,
      levels: levels.map((level) => level.name),
      baseline,
    })),
    models: manifest.models.map(({ model, label }) => ({ model, label })),
    classifiers: scenario.classifiers.map(({ id, title, pointer, labels }) => ({
      id,
      title,
      pointer,
      labels: [
        ...labels.positive.map((label) => ({ label, positive: true })),
        ...labels.negative.map((label) => ({ label, positive: false })),
      ],
    })),
    agreement: agreementViews(state),
    rubricStale,
    grades: manifest.grading?.of ?? null,
    cells,
    matrices: scenario.classifiers.map(({ id: classifier }) =>
      matrixView({ classifier, factors: scenario.factors, models: manifest.models.map(({ model }) => model), cells }),
    ),
    ladders: ladderView({ factors: scenario.factors, cells, levelsOf: levelsOf(manifest) }),
    expectations: evaluateExpectations({
      expectations: scenario.expectations,
      cells,
      cellsGiven: (classifier, given) => givenCells(state, classifier, given),
      models: manifest.models.map(({ model }) => model),
      levelsOf: levelsOf(manifest),
    }),
    errors: state.errors,
  };
}

/** What of several runs can be added up. */
export function runSums(state: RunState): RunSums {
  const { manifest, progress, reused, books } = state;
  const { attempts, usage } = books;
  return { progress: { planned: manifest.planned, ...progress }, reused, attempts, usage, cost: costView(books) };
}

function costView({ money: { spent, reserved }, budget }: RunBooks): RunCost {
  const usd = (sum: bigint | null): number | null => (sum === null ? null : toUsd(sum));
  return {
    spent: [toUsd(spent.atLeast), usd(spent.atMost)],
    reserved: usd(reserved),
    budget: budget.usd,
    needed: budget.neededUsd,
  };
}

function allCells(state: RunState): readonly Cell[] {
  const { conditions, models } = state.manifest;
  return state.scenario.classifiers.flatMap(({ id: classifier }) =>
    conditions.flatMap(({ id: condition, levels }) =>
      models.map(({ model }) =>
        cellOf({ condition, levels, model, classifier }, state.tally(condition, model, classifier)),
      ),
    ),
  );
}
