import { describe, expect, it } from 'vitest';
import { createReport } from '../../../src/exchange/report.ts';
import type { ReportFormat } from '../../../src/exchange/reportFormats.ts';
import type { ReportSource } from '../../../src/exchange/reportSource.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import { answerOf, fakeProvider, leakClassifier, testRun } from '../../support/runs.ts';

const trials = 20_000;

/** A run of many trials whose transcripts are made when they are read; counts how many are asked for before a piece is taken. */
function largeRun() {
  const run = testRun({ provider: fakeProvider(() => answerOf('')), threats: ['none'], samples: trials });
  const state = run.newState();
  const answer = answerOf(`I leak. ${'x'.repeat(2000)}`);
  const events = (repetition: number): readonly JournalEvent[] => {
    const key = { trial: `trial-${repetition}`, condition: 'c-none', model: 'fake/a', repetition };
    const { blocks, ...rest } = answer;
    const transcript = { ...rest, messages: [{ role: 'assistant', blocks }] } as const;
    const verdict: Verdict = {
      ...{ classifier: leakClassifier.id, status: 'graded', label: 'leak', positive: true, reason: 'So.' },
      ...{ gate: null, judge: null, evidence: [] },
    };
    return [
      { type: 'outcome', ...key, result: { status: 'completed', transcript, actions: 0 }, durationMs: 1, at: 1 },
      { type: 'verdict', ...key, verdict, parser: 1, at: 1 },
    ];
  };
  const byTrial = new Map<string, number>();
  for (let repetition = 1; repetition <= trials; repetition++)
    for (const event of events(repetition)) {
      state.apply(event, { offset: repetition * 10 + (event.type === 'verdict' ? 1 : 0), length: 1 });
      if (event.type === 'outcome') byTrial.set(event.trial, repetition);
    }
  const counts = { read: 0, ahead: 0, most: 0 };
  const source: ReportSource = {
    state,
    clean: (text) => text,
    scenarist: '0.1.0',
    trialEvents(trial) {
      counts.read++;
      counts.most = Math.max(counts.most, ++counts.ahead);
      return Promise.resolve(events(byTrial.get(trial) ?? 0));
    },
  };
  return { source, counts };
}

describe('a run of 20,000 trials', () => {
  it.each<readonly [ReportFormat, number]>([
    ['html', 50],
    ['csv', trials],
    ['jsonl', trials],
    ['inspect', trials],
  ])('is written as %s one transcript after the other', async (format, reads) => {
    const { source, counts } = largeRun();
    let longest = 0;
    for await (const piece of createReport(format, source, { transcripts: 50 })) {
      longest = Math.max(longest, piece.length);
      counts.ahead = 0;
    }
    expect(counts.read).toBe(reads);
    expect(counts.most).toBe(1);
    expect(longest).toBeLessThan(20_000);
  });
});
