import type { Decision } from './transcript.ts';

/** «denied by a person»: what was decided, and who did. The reason is not in it. */
export function decisionWords({ approved, by, standing }: Decision): string {
  const who = by === 'person' ? 'a person' : 'the rules of the run';
  return `${approved ? 'approved' : 'denied'} by ${who}${standing === true ? ', as every use of this tool' : ''}`;
}
