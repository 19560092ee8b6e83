import { open } from 'node:fs/promises';
import { decodeEvent } from '../core/run/journal/journalCodec.ts';
import type { OutcomeEvent } from '../core/run/journal/journal.ts';
import { hasText } from '../core/transcript/hasText.ts';
import type { Message } from '../core/transcript/transcript.ts';
import { readLines } from './journalReader.ts';

export interface SearchStep {
  /** Trials that were found since the last step. */
  readonly trials: readonly string[];
  /** Up to here the journal was read; a search that goes on begins at it. */
  readonly readTo: number;
  /** Of the journal, from 0 to 1. */
  readonly share: number;
}

const stepBytes = 1 << 20;

/**
 * The trials whose transcript has a text, in capital or small letters, as they are found. The journal is read from `from` to its
 * end of now, in steps that let others go first. Most lines are told to be without the text by their bytes alone: in JSON it is
 * written as it is, but for what JSON escapes.
 */
export async function* searchJournal(
  path: string,
  text: string,
  { from, signal }: { readonly from: number; readonly signal: AbortSignal },
): AsyncGenerator<SearchStep> {
  const small = text.toLowerCase();
  const mayHave = createSieve(small);
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let trials: string[] = [];
    let told = from;
    let readTo = from;
    for await (const { bytes, offset, length } of readLines(file, from, size)) {
      if (signal.aborted) return;
      // A last line without its end is being written: the next search begins with it.
      if (bytes === null && offset + length >= size) break;
      readTo = offset + length + 1;
      const outcome = bytes !== null && mayHave(bytes) ? outcomeIn(bytes.toString('utf8')) : null;
      if (outcome !== null && hasText(messagesOf(outcome), small)) trials.push(outcome.trial);
      if (readTo - told < stepBytes) continue;
      yield { trials, readTo, share: readTo / size };
      trials = [];
      told = readTo;
    }
    yield { trials, readTo, share: 1 };
  } finally {
    await file.close();
  }
}

/** One byte a character is enough to find ASCII, and several times as fast as reading UTF-8. */
function createSieve(small: string): (line: Buffer) => boolean {
  const escaped = JSON.stringify(small).slice(1, -1);
  const isAscii = /^[\x20-\x7e]*$/.test(escaped);
  return (line) =>
    line
      .toString(isAscii ? 'latin1' : 'utf8')
      .toLowerCase()
      .includes(escaped);
}

function outcomeIn(line: string): OutcomeEvent | null {
  if (!line.includes('"type":"outcome"')) return null;
  const event = decodeEvent(line);
  return event?.type === 'outcome' ? event : null;
}

function messagesOf({ result }: OutcomeEvent): readonly Message[] {
  switch (result.status) {
    case 'completed':
      return result.transcript.messages;
    case 'failed':
      return result.messages ?? [];
    case 'stopped':
      return [...(result.messages ?? []), { role: 'assistant', blocks: result.partial }];
  }
}
