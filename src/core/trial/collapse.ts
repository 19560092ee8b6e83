import type { Factor, Levels, Tool } from '../scenario/scenario.ts';
import { nearestBaseline } from './conditions.ts';
import { goesOn } from './identity.ts';
import type { Rendered } from './rendered.ts';
import type { Pace, Steps } from '../text/steps.ts';
import { createTextIds } from './textIds.ts';
import type { Prompt } from './trial.ts';

export interface PlannedPrompt {
  readonly levels: Levels;
  readonly prompt: Prompt;
  /** The texts of the system prompt and of each message, as they were made. */
  readonly sent: readonly Rendered[];
}

export interface PromptGroup extends Omit<PlannedPrompt, 'sent'> {
  /** The conditions that this one stands for, in the order of the design. */
  readonly same: readonly Levels[];
}

/**
 * Puts conditions together that cannot be told apart: they send the same text, and what answers is read in the same way (the
 * same tools, numbers of documents, and words of classifiers). Where only the words differ, the same answer means different
 * things, so these conditions stay apart and each draws its own answers. Each group stands under its condition nearest the
 * baseline (of several the first), in the order of the design.
 */
export function* collapse(
  planned: readonly PlannedPrompt[],
  factors: readonly Factor[],
  pace: Pace,
): Steps<readonly PromptGroup[]> {
  const identityOf = createIdentity();
  const members = new Map<string, PlannedPrompt[]>();
  for (const each of planned) {
    const identity = identityOf(each);
    const group = members.get(identity);
    if (group === undefined) members.set(identity, [each]);
    else group.push(each);
    // Texts of one length are compared as they are, and for that they are written out.
    if (pace.isDue(5 + each.sent.reduce((sum, { text }) => sum + text.length, 0) / 1_000)) yield;
  }
  const standing = new Map<PlannedPrompt, readonly Levels[]>();
  for (const group of members.values()) {
    const first = nearestBaseline(group, factors);
    if (first === undefined) continue;
    if (pace.isDue((group.length * factors.length) / 5)) yield;
    standing.set(
      first,
      group.filter((each) => each !== first).map(({ levels }) => levels),
    );
  }
  return planned.flatMap((each): PromptGroup[] => {
    const same = standing.get(each);
    return same === undefined ? [] : [{ levels: each.levels, prompt: each.prompt, same }];
  });
}

/** A short text that two conditions have in common exactly if they are sent and read alike. */
function createIdentity(): (planned: PlannedPrompt) => string {
  const textId = createTextIds();
  const numbers = new Map<string, number>();
  // Conditions share most of their parts: each is looked at once.
  const known = new Map<object, number>();
  const shared = <Part extends object>(part: Part, idOf: (part: Part) => number): number => {
    const id = known.get(part) ?? idOf(part);
    known.set(part, id);
    return id;
  };
  const number = (words: Iterable<string>): number => {
    const key = JSON.stringify([...words]);
    const id = numbers.get(key) ?? numbers.size;
    numbers.set(key, id);
    return id;
  };
  /** What a tool may do and answers is seen by a model that goes on. */
  const toolWords = ({ id, permission, returns }: Tool, isSeen: boolean): readonly string[] =>
    isSeen ? [id, permission, ...returns.map(({ pointer }) => pointer)] : [id];
  return ({ sent, prompt }) => {
    const { tools, protocol, documents, events, rendered } = prompt;
    const isSeen = goesOn(prompt);
    return [
      protocol,
      ...sent.map((text) => shared(text, textId)),
      shared(tools, (all) => number(all.flatMap((tool) => toolWords(tool, isSeen)))),
      // What tools and events bring stands in no prompt.
      shared(documents, (all) => number(all.flatMap(({ id, text }) => (isSeen ? [id, text] : [id])))),
      number(events.map(({ id }) => id)),
      shared(rendered, (words) => number(words.values())),
    ].join(' ');
  };
}
