import type { ModelUse, Scenario } from '../scenario/scenario.ts';

/** The references of all models that a run may ask, as models under test or as judges, each once. */
export function askedModels(
  models: readonly Pick<ModelUse, 'reference'>[],
  { classifiers }: Pick<Scenario, 'classifiers'>,
): readonly string[] {
  const judges = classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model]));
  return [...new Set([...models, ...judges].map(({ reference }) => reference))];
}
