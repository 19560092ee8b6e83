import { describe, expect, test } from 'vitest';
import { readTranscript } from '../../../src/core/transcript/readTranscript.ts';
import type { Action, Reading } from '../../../src/core/transcript/transcript.ts';
import { faultsOf, promptOf, transcriptOf } from './answers.ts';
import { contents } from './modelAnswers/contents.ts';
import { marks } from './modelAnswers/marks.ts';
import { meaning } from './modelAnswers/meaning.ts';
import type { MeantAction } from './modelAnswers/modelAnswer.ts';

const modelAnswers = [...marks, ...contents, ...meaning];

describe('answers as models write them', () => {
  test('are forty or more', () => expect(modelAnswers.length).toBeGreaterThanOrEqual(40));

  test.each(modelAnswers)('$name', ({ answer, actions, text, reasoning = [] }) => {
    const transcript = transcriptOf(answer);
    const reading = readTranscript(transcript, promptOf());
    expect(reading.actions.map(meant)).toEqual(actions);
    expect(pieces(reading, 'text')).toEqual(text);
    expect(pieces(reading, 'reasoning')).toEqual(reasoning);
    expect(faultsOf(transcript, reading)).toEqual([]);
  });
});

const lists = new Set(['to', 'cc', 'bcc']);

function meant({ tool, form, fields }: Action): MeantAction {
  const values: Record<string, string | readonly string[]> = {};
  for (const { name, values: own } of fields) {
    const known = values[name];
    const all = known === undefined ? own : [known, own].flat();
    values[name] = all.length === 1 && !lists.has(name) ? all.join('') : all;
  }
  return [tool, form, values];
}

function pieces({ segments }: Reading, kind: 'text' | 'reasoning'): readonly string[] {
  return segments.flatMap((segment) => {
    const piece = segment.kind === kind && segment.markup !== true ? segment.text.trim() : '';
    return piece === '' ? [] : [piece];
  });
}
