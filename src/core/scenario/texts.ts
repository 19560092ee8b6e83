import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import type { Text as TextShape } from './generated/scenarioFile.ts';
import { field, isPresent, items, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { SourceText, Text, TextAlternative } from './sourceText.ts';
import { readWhen } from './when.ts';

/** A text or its alternatives. An alternative after one that always holds is never taken, which surely is a mistake. */
export function* readText(reader: Reader, factors: FactorTable, part: Part<TextShape>): Steps<Text> {
  const whole = readString(reader, part);
  if (whole !== null) return [{ when: [], text: whole }];
  const alternatives: TextAlternative[] = [];
  let always = false;
  for (const alternative of items(part)) {
    const text = readString(reader, field(alternative, 'text'));
    const condition = field(alternative, 'when');
    if (always) warnOfUnreachable(reader, alternative);
    always ||= text !== null && !isPresent(condition) && !reader.hasStrayKey(alternative);
    const when = yield* readWhen(reader, factors, condition);
    if (text !== null) alternatives.push({ when, text });
  }
  return alternatives;
}

export function warnOfUnreachable(reader: Reader, alternative: Part): void {
  const message =
    'This alternative is never taken: one before it has no `when` and always holds. Move that one to the end.';
  reader.warning('unreachable-alternative', reader.atKey(alternative), message);
}

/** A string that may hold `{{names}}`. */
export function readString(reader: Reader, part: Part): SourceText | null {
  const text = stringIn(part);
  if (text === null) return null;
  const source = { text, pointer: part.pointer };
  reader.texts.push(source);
  return source;
}

/** The strings of a list, or the one string, that may hold `{{names}}`. */
export function readStrings(reader: Reader, part: Part): readonly SourceText[] {
  const sources = stringsIn(part);
  reader.texts.push(...sources);
  return sources;
}
