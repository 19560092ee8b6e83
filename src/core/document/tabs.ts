import type { Fix } from '../text/problem.ts';
import type { TextRange } from '../text/range.ts';

/** How far a remedy looks around: a hostile line may be a million characters long. */
const nearby = 2_000;

/**
 * Spaces for the tabs that a line begins with: as many as its neighbours have, where these leave no doubt, else two for each
 * tab. Safe only where no other reading is possible, because a wrong guess moves the line into another map.
 */
export function spacesForTabs(text: string, range: TextRange, tabs: number): Fix {
  const above = text
    .slice(Math.max(0, range.start - nearby), range.start)
    .split('\n')
    .slice(0, -1);
  const below = text
    .slice(range.end, range.end + nearby)
    .split('\n')
    .slice(1);
  const previous = above.findLast(isWritten) ?? '';
  const next = below.find(isWritten) ?? '';
  const [before, after] = [indentationOf(previous), indentationOf(next)];
  const isBetween = after > 0 && (/:\s*$/.test(previous) ? before < after : before === after);
  return {
    title: 'Indent with spaces',
    edits: [{ range, newText: isBetween ? ' '.repeat(after) : '  '.repeat(tabs) }],
    safe: isBetween || (before === 0 && after === 0),
  };
}

function isWritten(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

/** Spaces at the start of a line. */
function indentationOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
