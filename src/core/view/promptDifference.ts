import { diffLines, diffWordsWithSpace, type Change } from 'diff';

/** What a text has and another does not, in offsets of the text. */
export interface PromptDifference {
  /** In order; none touches the next. */
  readonly added: readonly { readonly start: number; readonly end: number }[];
  /** Where the other has something that is not here, and what. */
  readonly removed: readonly { readonly at: number; readonly text: string }[];
}

/** Beyond these, finding the smallest difference costs more than it tells: the whole is marked. */
const most = { lines: 2000, words: 1000 };

/** Less in common than this, and the words that stayed are chance: a line with all its words marked reads better. */
const leastInCommon = 0.4;

/** What differs from the baseline, line by line, and word by word inside of lines that were changed. */
export function promptDifference(baseline: string, text: string): PromptDifference {
  const added: { start: number; end: number }[] = [];
  const removed: { at: number; text: string }[] = [];
  let at = 0;
  for (const change of changedWords(baseline, text)) {
    if (change.removed) {
      removed.push({ at, text: change.value });
      continue;
    }
    const end = at + change.value.length;
    const last = added.at(-1);
    if (change.added && last?.end === at) last.end = end;
    else if (change.added) added.push({ start: at, end });
    at = end;
  }
  return { added, removed };
}

function changedWords(baseline: string, text: string): readonly Change[] {
  const changes = diffLines(baseline, text, { maxEditLength: most.lines }) ?? replaced(baseline, text);
  return changes.flatMap((change, index) => {
    const before = changes[index - 1];
    const after = changes[index + 1];
    if (change.removed && after?.added === true) return refined(change.value, after.value);
    if (change.added && before?.removed === true) return [];
    return [change];
  });
}

/** Lines that became others. */
function refined(before: string, after: string): readonly Change[] {
  const words = diffWordsWithSpace(before, after, { maxEditLength: most.words }) ?? [];
  const common = words.reduce((sum, { added, removed, value }) => (added || removed ? sum : sum + value.length), 0);
  return common < leastInCommon * Math.max(before.length, after.length) ? replaced(before, after) : words;
}

function replaced(before: string, after: string): readonly Change[] {
  return [
    { value: before, added: false, removed: true, count: 1 },
    { value: after, added: true, removed: false, count: 1 },
  ];
}
