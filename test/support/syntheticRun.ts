/** The state of a run whose verdicts are known beforehand, without running anything. */
import { createManifest } from '../../src/core/run/createManifest.ts';
import { createRunState, type RunState } from '../../src/core/run/state/runState.ts';
import type { Classifier } from '../../src/core/scenario/classifier.ts';
import type { Levels } from '../../src/core/scenario/scenario.ts';
import { planTrials } from '../../src/core/trial/trials.ts';
import type { Condition, Trial } from '../../src/core/trial/trial.ts';
import { verdictStatuses, type VerdictStatus } from '../../src/core/verdict/verdict.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { leakClassifier, modelUse, promptOf } from './runs.ts';
import { namedFactor, validScenario } from './scenarios.ts';

export interface SyntheticPlace {
  readonly levels: Levels;
  readonly model: string;
  /** From 1. */
  readonly repetition: number;
}

export interface SyntheticRun {
  readonly factors?: Readonly<Record<string, readonly string[]>>;
  /** The names of those that are ladders. */
  readonly ordered?: readonly string[];
  readonly models?: readonly string[];
  readonly samples?: number;
  readonly classifiers?: readonly Classifier[];
  /** The text of the scenario file, in which nothing is looked up. */
  readonly text?: string;
  /** What every condition sends: another text makes other trials. */
  readonly system?: string;
  readonly createdAt?: string;
  /** By classifier: a label, or a status that is not `graded`; none where it says nothing. */
  readonly verdicts: (place: SyntheticPlace) => Readonly<Record<string, string>>;
}

/** A classifier with these labels; the first is positive. */
export function labelled(id: string, [positive = id, ...negative]: readonly string[]): Classifier {
  return {
    ...leakClassifier,
    ...{ id, title: `About ${id}` },
    labels: { positive: [positive], negative, otherwise: negative.at(-1) ?? 'none' },
  };
}

export function syntheticRun(parts: SyntheticRun): RunState {
  const { models = ['fake/a'], samples = 10, classifiers = [leakClassifier], system = 'Hello.', ordered = [] } = parts;
  const factors = Object.entries(parts.factors ?? { threat: ['none', 'high'] });
  const scenario = validScenario({
    factors: factors.map(([name, levels]) => ({ ...namedFactor(name, levels), ordered: ordered.includes(name) })),
    classifiers,
  });
  const conditions = product(factors).map((levels): Condition => {
    const words = Object.values(levels).join(' ');
    return {
      id: words.replaceAll(' ', '-') || 'only',
      levels,
      same: [],
      prompt: promptOf({ system: { text: `${system} ${words}`, map: [] } }),
    };
  });
  const plan = planTrials({ conditions, models: models.map(modelUse), samples, sources: new Map(), hash: sha256 });
  const manifest = createManifest({
    createdAt: parts.createdAt ?? '2026-11-23T12:00:00.000Z',
    scenarist: '0.1.0',
    scenario: { path: 'a.scenario.yaml', id: scenario.id, title: scenario.title, text: parts.text ?? '', files: [] },
    plan,
    sources: new Map(),
    labelOf: () => null,
    budget: { usd: null, prices: [] },
    hash: sha256,
  });
  const state = createRunState(manifest, scenario, conditions);
  let offset = 0;
  for (const trial of plan.trials()) {
    offset = apply(state, trial, classifiers, parts.verdicts(placeOf(trial)), offset);
  }
  state.apply({ type: 'end', reason: 'finished', at: 0 }, { offset, length: 1 });
  return state;
}

function placeOf({ condition, model, repetition }: Trial): SyntheticPlace {
  return { levels: condition.levels, model: model.reference, repetition };
}

function apply(
  state: RunState,
  trial: Trial,
  classifiers: readonly Classifier[],
  verdicts: Readonly<Record<string, string>>,
  from: number,
): number {
  const key = {
    trial: trial.id,
    condition: trial.condition.id,
    model: trial.model.reference,
    repetition: trial.repetition,
  };
  const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const transcript = { messages: [], stop: 'end', usage, model: null, requestId: null } as const;
  const at = (offset: number) => ({ offset, length: 1 });
  let offset = from;
  state.apply(
    { type: 'outcome', ...key, result: { status: 'completed', transcript, actions: 0 }, durationMs: 0, at: 0 },
    at(offset++),
  );
  for (const { id, labels } of classifiers) {
    const said = verdicts[id];
    if (said === undefined) continue;
    const status: VerdictStatus = verdictStatuses.find((each) => each === said) ?? 'graded';
    const label = status === 'graded' ? said : null;
    const positive = label === null ? null : labels.positive.includes(label);
    const verdict = { classifier: id, status, label, positive, gate: null, judge: null, evidence: [], reason: '' };
    state.apply({ type: 'verdict', ...key, verdict, parser: 1, at: 0 }, at(offset++));
  }
  return offset;
}

function product(factors: readonly (readonly [string, readonly string[]])[]): readonly Levels[] {
  return factors.reduce<readonly Levels[]>(
    (all, [name, levels]) => all.flatMap((before) => levels.map((level) => ({ ...before, [name]: level }))),
    [{}],
  );
}
