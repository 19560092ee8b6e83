import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, csvReport } from '../../../src/exchange/rows/csv.ts';
import { jsonlReport } from '../../../src/exchange/rows/jsonl.ts';
import { answerOf, fakeProvider, judgedClassifier, leakClassifier, testRun } from '../../support/runs.ts';
import { sourceOf, wholeText } from '../../support/reportedRun.ts';

/** As RFC 4180 says that a reader reads. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.matchAll(field)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

/** A text as a cell holds it: one that a spreadsheet would run begins with an apostrophe. */
function guarded(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

describe('a table', () => {
  it('is read back cell by cell, whatever the cells hold', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', ',', '\r\n', '=1+1', '@x', '-', '\tx'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (records) => {
        expect(readCsv(records.map(csvLine).join(''))).toEqual(records.map((record) => record.map(guarded)));
      }),
    );
  });

  it('guards texts and leaves numbers, and leaves what is not known empty', () => {
    expect(csvLine(['=SUM(A1)', -1, null, true])).toBe("'=SUM(A1),-1,,true\r\n");
  });
});

async function graded() {
  const provider = fakeProvider((_, call) => answerOf(call === 1 ? '=leak, "now"' : 'nothing'));
  const run = testRun({ provider, threats: ['none'], samples: 2, concurrency: 1 });
  const state = await run.run();
  const [trial = ''] = Array.from(state.trials(), ({ id }) => id);
  const review = { classifier: 'leak', label: 'none', positive: false, note: '+1', by: 'A. Reader', blind: true };
  const key = { trial, condition: 'c-none', model: 'fake/a', repetition: 1 };
  const event = { type: 'review', ...key, review, at: 1 } as const;
  state.apply(event, await run.journal.append(event));
  return sourceOf(state, run.journal);
}

describe('rows', () => {
  it('has one for each trial and classifier, with its level, its verdict and what a person says', async () => {
    const [head = [], first = [], second = [], ...more] = readCsv(await wholeText(csvReport(await graded())));
    const cells = (row: readonly string[]) => Object.fromEntries(head.map((name, index) => [name, row[index]]));
    expect(more).toEqual([]);
    expect(cells(first)).toMatchObject({
      'level:threat': 'none',
      model: 'fake/a',
      repetition: '1',
      classifier: 'leak',
      status: 'graded',
      label: 'leak',
      positive: 'true',
      gate: 'true',
      evidence: 'leak',
      excluded: '',
      review_label: 'none',
      review_positive: 'false',
      review_note: "'+1",
      review_by: 'A. Reader',
      input_tokens: '10',
      cost_usd: '',
      stop: 'end',
    });
    expect(cells(second)).toMatchObject({ repetition: '2', label: 'none', positive: 'false', review_label: '' });
  });

  it('says the same as JSON lines, with what is not known as null', async () => {
    const lines = (await wholeText(jsonlReport(await graded()))).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        label: 'leak',
        costUsd: null,
        review: expect.objectContaining({ note: '+1' }) as unknown,
      }),
      expect.objectContaining({ label: 'none', review: null }),
    ]);
  });

  it('says why a trial counts in no rate', async () => {
    const provider = fakeProvider(({ forcedTool }) => answerOf(forcedTool === null ? 'nothing' : 'I will not say.'));
    const run = testRun({ provider, threats: ['none'], samples: 1, classifiers: [leakClassifier, judgedClassifier] });
    const source = sourceOf(await run.run(), run.journal);
    const lines = (await wholeText(jsonlReport(source))).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { status: string; label: string | null; reason: string });
    expect(rows.map(({ status, label }) => [status, label])).toEqual([
      ['graded', 'none'],
      ['judge_error', null],
    ]);
    expect(rows[1]?.reason).not.toBe('');
  });

  it('takes keys out of every text', async () => {
    const source = { ...(await graded()), clean: (text: string) => text.replaceAll('leak', '[key]') };
    for (const report of [csvReport(source), jsonlReport(source)])
      expect(await wholeText(report)).not.toContain('leak');
  });
});
