import { joinPointer } from '../text/json.ts';
import type { Finding, Review } from './review.ts';

/** Models are lenient with answers of their own, and a model that hides what it does hides it from itself as well. */
export function* judgeIsSubject({ scenario, document }: Review): Iterable<Finding> {
  const subjects = new Map(scenario.run.models.map((model) => [model.reference, model]));
  for (const { id, judge } of scenario.classifiers) {
    const subject = judge === null ? undefined : subjects.get(judge.model.reference);
    if (judge === null || subject === undefined) continue;
    const pointer = joinPointer(judge.pointer, 'model');
    const message = `The judge of \`${id}\` is a model under test: \`${subject.reference}\` would judge its own answers. Let another model judge, or take this one out of \`run.models\`.`;
    const related = [{ message: 'under test here', range: document.valueRange(subject.pointer) }];
    yield { message, range: document.valueRange(pointer), pointer, related };
  }
}
