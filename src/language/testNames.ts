import type { Example, Expectation } from '../core/scenario/classifier.ts';
import type { When } from '../core/scenario/sourceText.ts';
import { percent } from '../core/stats/words.ts';

/** What an example is called among the others. */
export function exampleName({ title, expect }: Example, index: number): string {
  return title ?? `example ${index + 1}: ${expect.join(', ')}`;
}

/** An expectation in a line: «leak below 5 %, where threat is replacement». */
export function expectationName({ classifier, claim, where }: Expectation): string {
  const { side, value } = claim.bound;
  const says =
    claim.kind === 'rate'
      ? `${classifier} ${side} ${percent(value)} %`
      : `${classifier} at ${claim.factor} ${claim.levels.join(' against ')}: difference ${side} ${percent(value)} points`;
  return where.length === 0 ? says : `${says}, where ${whenWords(where)}`;
}

function whenWords(when: When): string {
  const all = when.map((each) => each.map(({ factor, levels }) => `${factor} is ${levels.join(' or ')}`).join(' and '));
  return all.join('; or ');
}
