import { fold, foldSpaces, type Folded } from './fold.ts';
import type { ActionField, Location, Reading, Transcript } from './transcript.ts';
import { textAt } from './blockText.ts';

/** A text that is matched as one, and the way back to the transcript: its pieces may stand in several blocks. */
export interface Passage {
  readonly text: string;
  /** As matching sees it: folded, and each run of white space one space. */
  folded(): Folded;
  /** Where the characters `[start, end)` of `text` stand; one location for each piece they touch, unless it is blank. */
  locate(start: number, end: number): readonly Location[];
}

interface Piece {
  readonly start: number;
  readonly text: string;
  readonly at: Location;
}

/**
 * The text of the answer or its reasoning, as one. Text that only reasoning divided is put together again, as if the reasoning
 * had been in a block of its own; everything else is divided by a line break.
 */
export function segmentPassage(reading: Reading, kind: 'text' | 'reasoning'): Passage {
  const pieces: Piece[] = [];
  let text = '';
  let goesOn: number | null = null;
  for (const segment of reading.segments) {
    if (segment.kind === 'action') goesOn = null;
    else if (segment.kind === kind && segment.markup !== true) {
      if (pieces.length > 0 && goesOn !== segment.at.message) text += '\n';
      pieces.push({ start: text.length, text: segment.text, at: segment.at });
      text += segment.text;
      goesOn = kind === 'text' ? segment.at.message : null;
    }
  }
  return createPassage(text, pieces);
}

/** The text of the answer to a probe; empty where it was not asked. */
export function probePassage(id: string, { transcript }: { readonly transcript: Transcript }): Passage {
  const asked = transcript.course?.probes.find((probe) => probe.id === id)?.message ?? transcript.messages.length;
  const message = asked + 1;
  const pieces: Piece[] = [];
  let text = '';
  for (const [block, { type, ...said }] of (transcript.messages[message]?.blocks ?? []).entries()) {
    if (type !== 'text' || !('text' in said)) continue;
    if (text !== '') text += '\n';
    pieces.push({ start: text.length, text: said.text, at: { message, block, start: 0, end: said.text.length } });
    text += said.text;
  }
  return createPassage(text, pieces);
}

export function fieldPassage(field: ActionField, transcript: Pick<Transcript, 'messages'>): Passage {
  const text = field.aligned ?? textAt(transcript, field.at);
  return createPassage(text, [{ start: 0, text, at: field.at }]);
}

export function locationPassage(at: Location, transcript: Pick<Transcript, 'messages'>): Passage {
  const text = textAt(transcript, at);
  return createPassage(text, [{ start: 0, text, at }]);
}

/** What an action says in a field that it does not have. */
export const emptyPassage: Passage = createPassage('', []);

function createPassage(text: string, pieces: readonly Piece[]): Passage {
  let folded: Folded | null = null;
  return {
    text,
    folded: () => (folded ??= foldSpaces(fold(text))),
    locate(start, end) {
      const touched = pieces.filter((piece) => start < piece.start + piece.text.length && piece.start < end);
      const found = touched.filter(({ text: words }) => touched.length === 1 || words.trim() !== '');
      return found.map((piece) => ({
        ...piece.at,
        start: piece.at.start + Math.max(start - piece.start, 0),
        end: piece.at.start + Math.min(end - piece.start, piece.text.length),
      }));
    },
  };
}
