import type { TranscriptLines } from './imported.ts';
import { inspectSamples } from './inspectSamples.ts';
import { Refusal } from './refusal.ts';

/** What can be imported: a JSON object on each line, or a log of Inspect AI. */
export const importKinds = ['transcripts', 'inspect'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Transcripts that are read twice: once to find what is wrong, once into the run. */
export interface TranscriptSource {
  /** What one of them is called, and is counted as from 1. */
  readonly unit: 'line' | 'sample';
  lines(): TranscriptLines;
  /** What cannot be a transcript, in sentences. */
  readonly leftOut: readonly string[];
}

/** A log is one JSON text, which has to be held whole. V8 holds 2²⁹ − 24 characters in one. */
const mostCharacters = 400_000_000;

/** `lines` gives those of the file, each time anew. Rejects with `Refusal`. */
export async function openTranscripts(kind: ImportKind, lines: () => AsyncIterable<string>): Promise<TranscriptSource> {
  if (kind === 'transcripts') return { unit: 'line', lines, leftOut: [] };
  const read = inspectSamples(await whole(lines()));
  return {
    unit: 'sample',
    lines: () => given(read.lines),
    leftOut: [...read.leftOut].map(
      ([reason, count]) =>
        `${count} ${count === 1 ? 'sample' : 'samples'} left out: ${count === 1 ? 'it' : 'each'} ${reason}`,
    ),
  };
}

async function whole(lines: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    characters += line.length + 1;
    if (characters > mostCharacters)
      throw new Refusal('it holds more than 400 million characters: write its samples as lines of transcripts instead');
    all.push(line);
  }
  return all.join('\n');
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}
