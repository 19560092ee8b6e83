import type { Event, Trigger } from '../scenario/scenario.ts';
import { joinPointer } from '../text/json.ts';
import type { Condition } from '../trial/trial.ts';
import { isDenied } from './answersNeverGiven.ts';
import type { Contradiction } from './contradictions.ts';
import { actionContradiction } from './gateNeverHolds.ts';
import { mostComparisons, type Finding, type Review } from './review.ts';

/** An event that can happen in no condition, whatever a model does. */
export function* eventsNeverHappen({ scenario, document, conditions }: Review): Iterable<Finding> {
  let left = mostComparisons;
  for (const event of scenario.events) {
    left -= conditions.length;
    if (left < 0) return;
    const found = reasonOf(event, scenario.turns, conditions);
    if (found === null) continue;
    const message = `This can never happen: ${found.says}. Mend it, or remove the event.`;
    yield { message, range: document.keyRange(found.pointer), pointer: found.pointer };
  }
}

function reasonOf(event: Event, turns: number, conditions: readonly Condition[]): Contradiction | null {
  const { after, id, pointer } = event;
  const having = conditions.filter(({ prompt }) => prompt.events.some((each) => each.id === id));
  if (having.length === 0) return { pointer: joinPointer(pointer, 'id'), says: unreachedWords(event) };
  const needed = after.kind === 'turns' ? after.turns : 1;
  if (needed >= turns) {
    const most = turns === 1 ? 'the model gives a single answer' : `the model gives ${turns} answers at most`;
    const says = `${most} (\`turns.max\`), and after the last one nothing is told any more`;
    return { pointer: joinPointer(pointer, 'after', after.kind), says };
  }
  return after.kind === 'turns' ? null : actionReason(after, having);
}

function unreachedWords({ document }: Event): string {
  return document === null
    ? 'its `when` holds in no condition'
    : `no condition in which its \`when\` holds has document \`${document}\``;
}

function actionReason(after: Extract<Trigger, { kind: 'action' }>, having: readonly Condition[]): Contradiction | null {
  const found = actionContradiction(after, having);
  if (found !== null) return found;
  if (!having.every((condition) => isDenied({ id: after.tool }, condition))) return null;
  return {
    pointer: joinPointer(after.pointer, 'action'),
    says: `\`${after.tool}\` is denied wherever this could happen`,
  };
}
