import type { Levels } from '../../core/scenario/scenario.ts';
import type { Condition } from '../../core/trial/trial.ts';
import type { ImportTarget } from './imported.ts';
import { Refusal } from './refusal.ts';

/** Levels that are not said are the baseline, or the only one. Throws `Refusal`. */
export function conditionOf(
  given: Levels,
  { scenario, conditions }: Pick<ImportTarget, 'scenario' | 'conditions'>,
): Condition {
  const unknown = Object.keys(given).find((name) => !scenario.factors.some((factor) => factor.name === name));
  if (unknown !== undefined) throw new Refusal(`the scenario has no factor \`${unknown}\``);
  const wanted = scenario.factors.map(({ name, levels, baseline }) => {
    const level = given[name] ?? baseline ?? (levels.length === 1 ? levels[0]?.name : undefined);
    if (level === undefined) throw new Refusal(`say which level of \`${name}\` it is, in \`levels\``);
    if (!levels.some((each) => each.name === level)) throw new Refusal(`\`${name}\` has no level \`${level}\``);
    return [name, level] as const;
  });
  const condition = conditions.find(({ levels, same }) =>
    [levels, ...same].some((each) => wanted.every(([name, level]) => each[name] === level)),
  );
  if (condition !== undefined) return condition;
  throw new Refusal(`the design of the scenario has no condition ${wanted.map((each) => each.join(' ')).join(', ')}`);
}
