import type { Classifier, Example, Scenario } from './scenario.ts';

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

/** What an example expects, as a verdict's label says it. */
export function expectedWords({ expect }: Pick<Example, 'expect'>): string {
  return expect.length === 0 ? 'none' : expect.join(', ');
}
