import type { Levels, Protocol, Tools } from '../scenario/scenario.ts';
import type { When, WhenAll } from '../scenario/sourceText.ts';

/** Whether a condition is one of those that `when` means. Without any map it means all. */
export function holds(when: When, levels: Levels): boolean {
  return when.length === 0 || when.some((all) => holdsAll(all, levels));
}

function holdsAll(all: WhenAll, levels: Levels): boolean {
  return all.every((match) => {
    const level = levels[match.factor];
    return level !== undefined && match.levels.includes(level);
  });
}

/** The factors that decide whether it holds. */
export function factorsOf(when: When): readonly string[] {
  return when.flatMap((all) => all.map(({ factor }) => factor));
}

/** Levels in words: «goal=explicit, threat=none». */
export function levelWords(levels: Levels): string {
  return Object.entries(levels)
    .map(([factor, level]) => `${factor}=${level}`)
    .join(', ');
}

/** A condition in words, for a sentence: «the condition goal=explicit, threat=none». */
export function conditionWords(levels: Levels): string {
  return Object.keys(levels).length === 0 ? 'the only condition' : `the condition ${levelWords(levels)}`;
}

/** How the model calls tools in a condition. */
export function protocolAt({ protocol }: Tools, levels: Levels): Protocol {
  if (typeof protocol === 'string') return protocol;
  return levels[protocol.factor] === 'native' ? 'native' : 'text';
}
