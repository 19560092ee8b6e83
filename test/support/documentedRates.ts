import { outcomeRates } from '../../src/providers/scripted/outcomeRates.ts';
import type { Levels } from '../../src/core/scenario/scenario.ts';
import { check, exampleModel, exampleText, type ExampleName } from './examples.ts';

/** How often an example's scripted model earns the positive label in a condition, in percent. */
export interface DocumentedRate {
  readonly levels: Levels;
  readonly percent: number;
}

/** The rates of an example, in the order of its design: as the comment of its model file says, and as its weights are. */
export function documentedRates(example: ExampleName): {
  readonly table: readonly DocumentedRate[];
  readonly weights: readonly DocumentedRate[];
} {
  const { scenario, conditions } = check(exampleText(example));
  const model = exampleModel(example, 'demo') ?? '';
  const positive = scenario?.classifiers[0]?.labels.positive ?? [];
  const weights = conditions.map(({ levels, prompt }) => {
    const sent = [prompt.system, ...prompt.messages.map(({ content }) => content)]
      .map((part) => part?.text ?? '')
      .join('\n');
    const rates = outcomeRates(model, levels, sent);
    const percent = positive.reduce((sum, label) => sum + (rates[label] ?? 0) * 100, 0);
    return { levels, percent: Math.round(percent * 1e6) / 1e6 };
  });
  const table = readTable(model);
  const place = ({ levels }: DocumentedRate): number =>
    conditions.findIndex((condition) => sameLevels(condition.levels, levels));
  return { table: table.toSorted((a, b) => place(a) - place(b)), weights };
}

/** The table in the comment: a head line with the factors and the label, then levels and `N %`. */
export function readTable(model: string): readonly DocumentedRate[] {
  const lines = model
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(1).trim().split(/\s+/));
  const first = lines.findIndex((words) => words.at(-1) === '%');
  const factors = lines[first - 1]?.slice(0, -1) ?? [];
  return lines
    .filter((words) => words.at(-1) === '%')
    .map((words) => ({
      levels: Object.fromEntries(factors.map((factor, index) => [factor, words[index] ?? ''])),
      percent: Number(words[factors.length]),
    }));
}

function sameLevels(a: Levels, b: Levels): boolean {
  const factors = Object.keys(a);
  return factors.length === Object.keys(b).length && factors.every((factor) => a[factor] === b[factor]);
}
