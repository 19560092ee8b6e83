import { splitModel } from '../scenario/runSettings.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Grading } from './manifest.ts';

/** What was asked for and is not there. */
export class UnknownGrader extends Error {
  override readonly name = 'UnknownGrader';
}

/** A scenario as a grading of its transcripts sees it: with the classifiers that are asked anew, and with another judge. */
export function gradedScenario(
  scenario: Scenario,
  { classifiers: ids, judge }: Pick<Grading, 'classifiers' | 'judge'>,
): Scenario {
  const unknown = ids?.find((id) => !scenario.classifiers.some((classifier) => classifier.id === id));
  if (unknown !== undefined)
    throw new UnknownGrader(
      `there is no classifier «${unknown}»; there are ${scenario.classifiers.map(({ id }) => id).join(', ')}`,
    );
  const model = judge === null ? null : splitModel(judge);
  if (judge !== null && model === null)
    throw new UnknownGrader(`«${judge}» is not a model: write profile/name, as in anthropic/claude-opus-5-5`);
  const kept = scenario.classifiers.filter(({ id }) => ids === null || ids.includes(id));
  return {
    ...scenario,
    classifiers: kept.map((classifier) =>
      classifier.judge === null || model === null
        ? classifier
        : { ...classifier, judge: { ...classifier.judge, model } },
    ),
    expectations: scenario.expectations.filter(({ classifier }) => kept.some(({ id }) => id === classifier)),
  };
}
