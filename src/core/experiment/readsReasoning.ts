import { joinPointer } from '../text/json.ts';
import { gateClauses } from './gateClauses.ts';
import type { Finding, Review } from './review.ts';

/** Reasoning is shown by one model, summarised by the next and hidden by a third, so a verdict on it is not the same verdict. */
export function* readsReasoning({ scenario, document }: Review): Iterable<Finding> {
  for (const { id, gate, judge } of scenario.classifiers) {
    const message = `Classifier \`${id}\` reads the reasoning, which some models show, some shorten and some hide (then the verdict is «unobservable»). Do not compare its rates between models.`;
    for (const clause of gate === null ? [] : gateClauses(gate)) {
      if (clause.op !== 'reasoning') continue;
      const pointer = joinPointer(clause.pointer, 'reasoning');
      yield { message, range: document.keyRange(pointer), pointer };
    }
    const index = judge === null ? -1 : judge.sees.indexOf('reasoning');
    if (judge === null || index === -1) continue;
    const pointer = joinPointer(judge.pointer, 'sees', index);
    yield { message, range: document.valueRange(pointer), pointer };
  }
}
