import type { Classifier, Example } from './classifier.ts';
import type { Scenario } from './scenario.ts';

/** One example of a classifier, to be graded. */
export interface ExampleTest {
  readonly classifier: Classifier;
  readonly example: Example;
  /** Among the examples of the classifier, from 0. */
  readonly index: number;
}

/** The examples of all classifiers, or of those with these ids. */
export function examplesOf(
  { classifiers }: Pick<Scenario, 'classifiers'>,
  only?: readonly string[],
): readonly ExampleTest[] {
  return classifiers
    .filter(({ id }) => only?.includes(id) ?? true)
    .flatMap((classifier) => classifier.examples.map((example, index) => ({ classifier, example, index })));
}

/** The label that an example expects; of a flag, whether it is among those that it expects. */
export function expectedWords({ classifier, example: { expect } }: Omit<ExampleTest, 'index'>): string {
  const { flags, labels } = classifier;
  const found = flags === undefined ? expect[0] : labels.positive.find((flag) => expect.includes(flag));
  return found ?? labels.otherwise;
}
