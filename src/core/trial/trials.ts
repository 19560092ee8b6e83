import type { Levels, ModelUse } from '../scenario/scenario.ts';
import { canonicalJson } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
import { askedHash, promptHash, seedOf, trialId } from './identity.ts';
import type { Condition, Trial } from './trial.ts';

export interface LevelChoice {
  readonly factor: string;
  readonly level: string;
}

export interface TrialPlanInput {
  readonly conditions: readonly Condition[];
  readonly models: readonly ModelUse[];
  /** Repetitions of each condition on each model. */
  readonly samples: number;
  /** The number of the first repetition, 1 unless said: a run that adds samples to an earlier one goes on counting. */
  readonly firstRepetition?: number;
  /** The text of each scripted model, by its reference. */
  readonly sources: ReadonlyMap<string, string>;
  readonly hash: Hash;
}

/** Which trial, in the words of a journal. */
interface TrialPlace {
  readonly condition: string;
  /** The model's reference. */
  readonly model: string;
  readonly repetition: number;
}

/** What of a plan is run. */
export type PlannedTrials = Pick<TrialPlan, 'count' | 'conditions' | 'models' | 'samples' | 'trials'>;

/** The trials of a run. They are made when asked for, so that memory does not grow with their number. */
export interface TrialPlan {
  readonly count: number;
  readonly conditions: readonly Condition[];
  /** Each once, also where the same model with the same parameters was asked for twice. */
  readonly models: readonly ModelUse[];
  readonly samples: number;
  /**
   * Repetition by repetition, and in each one every condition on every model: all cells grow evenly, so that a run that is
   * stopped, or only half done, says as much about one condition as about any other. Where it is said, so many repetitions of a
   * cell follow each other.
   */
  trials(together?: number): Iterable<Trial>;
  /** Null where this plan has no such trial. */
  trial(place: TrialPlace): Trial | null;
}

/** The conditions in which each of these factors has one of its levels named here, also those that stand for such a one. */
export function selectConditions(
  conditions: readonly Condition[],
  where: readonly LevelChoice[],
): readonly Condition[] {
  const wanted = Map.groupBy(where, ({ factor }) => factor);
  const fits = (levels: Levels): boolean =>
    [...wanted].every(([factor, choices]) => choices.some(({ level }) => levels[factor] === level));
  return conditions.filter(({ levels, same }) => [levels, ...same].some(fits));
}

interface Cell {
  readonly condition: Condition;
  readonly model: ModelUse;
}

/** Plans every condition on every model, `samples` times. Cheap: hashing waits until the trials are asked for. */
export function planTrials({
  conditions,
  models,
  samples,
  firstRepetition = 1,
  sources,
  hash,
}: TrialPlanInput): TrialPlan {
  const distinct = distinctModels(models);
  const cells: readonly Cell[] = conditions.flatMap((condition) => distinct.map((model) => ({ condition, model })));
  const places = new Map(cells.map((cell, index) => [placeKey(cell.condition.id, cell.model.reference), index]));
  const hashes = cellHashes(cells, sources, hash);
  const make = (index: number, { condition, model }: Cell, repetition: number): Trial => {
    const id = trialId(hashes(index), repetition, hash);
    return { id, condition, model, repetition, seed: seedOf(id) };
  };
  return {
    count: cells.length * samples,
    conditions,
    models: distinct,
    samples,
    *trials(together = 1) {
      const end = firstRepetition + samples;
      for (let first = firstRepetition; first < end; first += together) {
        for (const [index, cell] of cells.entries())
          for (let next = first; next < Math.min(end, first + together); next++) yield make(index, cell, next);
      }
    },
    trial({ condition, model, repetition }) {
      const index = places.get(placeKey(condition, model)) ?? -1;
      const cell = cells[index];
      const planned = repetition >= firstRepetition && repetition < firstRepetition + samples;
      return cell === undefined || !planned ? null : make(index, cell, repetition);
    },
  };
}

function placeKey(condition: string, model: string): string {
  return `${condition} ${model}`;
}

function distinctModels(models: readonly ModelUse[]): readonly ModelUse[] {
  const byContent = new Map<string, ModelUse>();
  for (const model of models) {
    const { reference, parameters } = model;
    const content = canonicalJson({ reference, parameters });
    if (!byContent.has(content)) byContent.set(content, model);
  }
  return [...byContent.values()];
}

/**
 * The hash of each cell, made once, in order, when first asked for. Two conditions may send the same text and be read with
 * different words (a gate's `{{names}}`): the second one counts as another draw of the same, so that its trials are its own.
 */
function cellHashes(
  cells: readonly Cell[],
  sources: ReadonlyMap<string, string>,
  hash: Hash,
): (index: number) => string {
  const made: string[] = [];
  const draws = new Map<string, number>();
  let prompt: { readonly of: Condition; readonly hash: string } | null = null;
  const next = ({ condition, model }: Cell): string => {
    // The cells of one condition follow each other, so that its prompt is hashed once.
    if (prompt?.of !== condition) prompt = { of: condition, hash: promptHash(condition.prompt, hash) };
    const source = sources.get(model.reference) ?? null;
    const asked = askedHash({ prompt: prompt.hash, model, levels: condition.levels, source }, hash);
    const draw = draws.get(asked) ?? 0;
    draws.set(asked, draw + 1);
    return draw === 0 ? asked : hash(`${asked}#${draw}`);
  };
  return (index) => {
    for (const cell of cells.slice(made.length, index + 1)) made.push(next(cell));
    const found = made[index];
    if (found === undefined) throw new RangeError(`no cell ${index} of ${cells.length}`);
    return found;
  };
}
