import type { Classifier } from './classifier.ts';

/** The classifiers as the file has them: the flags of one are one again, called as it is. What they share is said of it once. */
export function writtenClassifiers(classifiers: readonly Classifier[]): readonly Classifier[] {
  return classifiers.flatMap((classifier) => {
    const { flags, labels } = classifier;
    if (flags === undefined) return [classifier];
    return labels.positive[0] === flags.all[0] ? [{ ...classifier, id: flags.of }] : [];
  });
}
