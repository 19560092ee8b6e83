import type { FieldNames } from './fieldNames.ts';
import type { RawField } from './fields.ts';

/** A tool's tag with what belongs to it, before it is known whether it is an action. */
export interface Candidate {
  readonly names: FieldNames;
  /** Up to the closing tag, or as far as an open one reaches. */
  readonly content: string;
  readonly fields: readonly RawField[];
  /** By a tag, or in itself. */
  readonly isClosed: boolean;
  /** Nothing but quoting and list marks stands before it on its line. */
  readonly startsLine: boolean;
  /** Nothing stands after it on its line: after the closing tag, or the open one. */
  readonly endsLine: boolean;
}

/** Whether a tag was meant as an action. Otherwise it is only mentioned, and text. */
export function isMeant(candidate: Candidate): boolean {
  return candidate.isClosed ? isClosedAction(candidate) : isOpenAction(candidate);
}

/** In the middle of a line, what stands between a pair of tags must be fields: «between `<a>` and `</a>`» is a mention. */
function isClosedAction({ names, content, fields, startsLine, endsLine }: Candidate): boolean {
  const inner = content.trim();
  if (fields.some(({ labelled }) => labelled) || isEllipsis(content)) return true;
  if (names.tool.fields.length === 0) return startsLine || inner === '';
  if (inner === '') return startsLine && endsLine;
  return startsLine || (names.tool.fields.length === 1 && !(inner.startsWith('`') && inner.endsWith('`')));
}

/**
 * Fields with their labels must follow at once: on the tag's own line in the middle of a sentence more than one of them. Without
 * labels the tag must stand alone on its line, or have one word beside it for the only field of its tool.
 */
function isOpenAction({ names, content, fields, startsLine, endsLine }: Candidate): boolean {
  const labelled = fields.filter((field) => field.labelled).length;
  if (fields[0]?.labelled === true && (startsLine || endsLine || labelled > 1)) return true;
  if (!startsLine) return false;
  if (names.tool.fields.length === 0) return endsLine;
  if (content.trim() === '') return false;
  return endsLine || (names.tool.fields.length === 1 && /^\S+$/u.test(content.trim()));
}

/** Nothing but an ellipsis: what a model writes in place of the fields. */
export function isEllipsis(content: string): boolean {
  const inner = content.trim();
  return inner !== '' && inner.length <= 6 && /^[.…\s]+$/u.test(inner);
}
