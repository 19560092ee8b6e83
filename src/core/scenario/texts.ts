import type { SourceText, Text, TextAlternative } from './scenario.ts';
import type { Text as TextShape } from './generated/scenarioFile.ts';
import type { FactorTable } from './factors.ts';
import { field, isPresent, items, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import { readWhen } from './when.ts';

/** A text or its alternatives. An alternative after one that always holds is never taken, which surely is a mistake. */
export function readText(reader: Reader, factors: FactorTable, part: Part<TextShape>): Text {
  const whole = readString(part);
  if (whole !== null) return [{ when: [], text: whole }];
  let always = false;
  return items(part).flatMap((alternative): TextAlternative[] => {
    const text = readString(field(alternative, 'text'));
    const condition = field(alternative, 'when');
    if (always) {
      reader.warning(
        'unreachable-alternative',
        reader.atKey(alternative),
        'This alternative is never taken: one before it has no `when` and always holds. Move that one to the end.',
      );
    }
    always ||= text !== null && !isPresent(condition) && !reader.hasStrayKey(alternative);
    const when = readWhen(reader, factors, condition);
    return text === null ? [] : [{ when, text }];
  });
}

export function readString(part: Part): SourceText | null {
  const text = stringIn(part);
  return text === null ? null : { text, pointer: part.pointer };
}
