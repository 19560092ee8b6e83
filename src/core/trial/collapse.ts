import type { Factor, Levels } from '../scenario/scenario.ts';
import { baselineOf } from './conditions.ts';
import { createTextIds } from './textIds.ts';
import type { Prompt } from './trial.ts';

export interface PlannedPrompt {
  readonly levels: Levels;
  readonly prompt: Prompt;
}

export interface PromptGroup extends PlannedPrompt {
  /** The conditions that this one stands for, in the order of the design. */
  readonly same: readonly Levels[];
}

/**
 * Puts conditions together that cannot be told apart: they send the same text, and what answers is read in the same way (the
 * same tools, numbers of documents, and words of classifiers). Where only the words differ, the same answer means different
 * things, so these conditions stay apart and each draws its own answers. Each group stands under its condition nearest the
 * baseline (of several the first), in the order of the design.
 */
export function collapse(planned: readonly PlannedPrompt[], factors: readonly Factor[]): readonly PromptGroup[] {
  const identityOf = createIdentity();
  const members = new Map<string, PlannedPrompt[]>();
  for (const each of planned) {
    const identity = identityOf(each.prompt);
    const group = members.get(identity);
    if (group === undefined) members.set(identity, [each]);
    else group.push(each);
  }
  const standing = new Map<PlannedPrompt, readonly Levels[]>();
  for (const group of members.values()) {
    const first = nearestBaseline(group, factors);
    standing.set(
      first,
      group.filter((each) => each !== first).map(({ levels }) => levels),
    );
  }
  return planned.flatMap((each): PromptGroup[] => {
    const same = standing.get(each);
    return same === undefined ? [] : [{ ...each, same }];
  });
}

function nearestBaseline(group: readonly PlannedPrompt[], factors: readonly Factor[]): PlannedPrompt {
  const changes = ({ levels }: PlannedPrompt): number =>
    factors.filter((factor) => levels[factor.name] !== baselineOf(factor)).length;
  return group.reduce((nearest, each) => (changes(each) < changes(nearest) ? each : nearest));
}

/** A short text that two prompts have in common exactly if they are sent and read alike. */
function createIdentity(): (prompt: Prompt) => string {
  const idOf = createTextIds();
  // Prompts share most of their parts: each is looked at once.
  const known = new Map<object, number>();
  const sharedId = <Part extends object>(part: Part, textOf: (part: Part) => string): number => {
    const id = known.get(part) ?? idOf(textOf(part));
    known.set(part, id);
    return id;
  };
  return ({ system, messages, tools, documents, rendered }) =>
    [
      system === null ? -1 : sharedId(system, ({ text }) => text),
      ...messages.map(({ content }) => sharedId(content, ({ text }) => text)),
      sharedId(tools, (all) => all.map(({ id }) => id).join(' ')),
      sharedId(documents, (all) => all.map(({ id }) => id).join(' ')),
      sharedId(rendered, (words) => JSON.stringify([...words.values()])),
    ].join(' ');
}
