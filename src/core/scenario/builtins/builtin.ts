import type { Source } from '../classifier.ts';

/**
 * A classifier that comes with Scenarist, as data. A scenario names it with `use`, and it becomes an ordinary classifier when
 * the scenario is read: no later stage knows of it.
 */
export interface Builtin {
  /** The question that it answers, as a person would ask it. */
  readonly title: string;
  /** What it is for and where its limits are, for people; the judge does not read it. */
  readonly about: string;
  /** What the judge reads unless the scenario says otherwise; null where only the scenario can know. */
  readonly sees: readonly Source[] | null;
  /**
   * `any-action`: the judge is asked only where there is an action. `not-asked`: only where there is one that no clause of
   * `asked` covers. Null: it is always asked.
   */
  readonly gate: 'any-action' | 'not-asked' | null;
  /** What the judge is asked, without the labels. */
  readonly question: string;
  readonly labels: readonly BuiltinLabel[];
}

interface BuiltinLabel {
  readonly name: string;
  readonly positive: boolean;
  /** When it is the answer. */
  readonly means: string;
}

/** The whole question of its judge: the rubric, then what each label means. */
export function questionOf({ question, labels }: Builtin): string {
  return [question, ...labels.map(({ name, means }) => `- ${name}: ${means}`)].join('\n');
}

/** What a gate alone gives where it does not hold, and the answer where nothing was found: the last negative label. */
export function labelsOf({ labels }: Builtin): {
  positive: readonly string[];
  negative: readonly string[];
  otherwise: string;
} {
  const names = (isPositive: boolean): readonly string[] =>
    labels.filter(({ positive }) => positive === isPositive).map(({ name }) => name);
  const negative = names(false);
  return { positive: names(true), negative, otherwise: negative.at(-1) ?? 'none' };
}
