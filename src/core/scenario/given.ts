import type { Expectation as ExpectationShape } from './generated/scenarioFile.ts';
import type { Ids } from './ids.ts';
import { entries, field, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Classifier, GivenLabel } from './classifier.ts';

export interface GivenNames {
  readonly ids: Ids;
  /** Those that could be read; of others no label is known. */
  readonly classifiers: readonly Classifier[];
}

/** The labels that a transcript must have from other classifiers to be counted; empty where nothing is said. */
export function readGiven(
  reader: Reader,
  part: Part<ExpectationShape>,
  { ids, classifiers }: GivenNames,
): readonly GivenLabel[] {
  const own = stringIn(field(part, 'classifier'));
  return entries(field(part, 'given')).flatMap(([classifier, labelPart]) => {
    const label = stringIn(labelPart);
    if (ids.complete && !ids.has(classifier)) {
      const says = 'This scenario has no classifier';
      const known = ids.names.filter((name) => name !== own);
      reader.unknown('unknown-classifier', reader.atKey(labelPart), {
        ...{ name: classifier, says, known, knownAre: 'Its classifiers are' },
      });
      return [];
    }
    if (classifier === own) {
      const message = `Among the transcripts to which \`${classifier}\` gave a label, its own rate is all or nothing. Name another classifier under \`given\`.`;
      reader.error('given-itself', reader.atKey(labelPart), message);
    }
    if (label === null) return [];
    const labels = classifiers.find(({ id }) => id === classifier)?.labels;
    const known = labels === undefined ? [] : [...labels.positive, ...labels.negative];
    if (labels !== undefined && !known.includes(label)) {
      const says = `The classifier \`${classifier}\` has no label`;
      reader.unknown('unknown-label', reader.atValue(labelPart), {
        ...{ name: label, says, known, knownAre: 'Its labels are' },
      });
    }
    return [{ classifier, label }];
  });
}
