import type { Factor } from '../../core/scenario/scenario.ts';
import { UsageError } from '../exitCode.ts';

export interface LevelChoice {
  readonly factor: string;
  readonly level: string;
}

/** Reads `--where factor=level` (repeatable) against the scenario's factors. Throws `UsageError` that lists what there is. */
export function readWhere(choices: readonly string[], factors: readonly Factor[]): readonly LevelChoice[] {
  return choices.map((choice) => {
    const [name = '', level = ''] = choice.split('=', 2);
    const factor = factors.find((candidate) => candidate.name === name);
    if (factor === undefined)
      throw new UsageError(
        `--where ${choice}: there is no factor «${name}»; it has ${list(factors.map((each) => each.name))}`,
      );
    if (!factor.levels.some((candidate) => candidate.name === level)) {
      throw new UsageError(
        `--where ${choice}: «${name}» has no level «${level}»; it has ${list(factor.levels.map((each) => each.name))}`,
      );
    }
    return { factor: name, level };
  });
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
