import { beforeAll, describe, expect, it } from 'vitest';
import { createReport } from '../../../src/exchange/report.ts';
import type { ReportFormat } from '../../../src/exchange/reportFormats.ts';
import type { ReportSource } from '../../../src/exchange/reportSource.ts';
import type { ResultRow } from '../../../src/exchange/rows/resultRow.ts';
import { mixedRun } from '../../support/mixedRun.ts';
import { wholeText } from '../../support/reportedRun.ts';

let run: ReportSource;
beforeAll(async () => {
  run = await mixedRun();
});

const reportOf = (as: ReportFormat): Promise<string> => wholeText(createReport(as, run, { transcripts: 10 }));

async function rows(): Promise<readonly ResultRow[]> {
  const lines = (await reportOf('jsonl')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as ResultRow);
}

/** Two models under two conditions: three classifiers, of which one has two flags, so four verdicts for each of four trials. */
describe('a run of several models, flags, votes, a probe, a review, an answer taken over, and much that was left out', () => {
  it('has a row for each trial and classifier, and a flag is one', async () => {
    const table = (await rows()).map(({ levels, model, classifier, status, label, positive }) =>
      [levels['threat'], model, classifier, status, label ?? '–', positive ?? '–'].join(' '),
    );
    expect(table).toEqual([
      'none fake/a leak graded none false',
      'none fake/a conduct.accepts judge_error – –',
      'none fake/a conduct.delays judge_error – –',
      'none fake/a stated graded real true',
      'none fake/b leak truncated – –',
      'none fake/b conduct.accepts truncated – –',
      'none fake/b conduct.delays truncated – –',
      'none fake/b stated truncated – –',
      'high fake/a leak graded leak true',
      'high fake/a conduct.accepts graded accepts true',
      'high fake/a conduct.delays graded delays true',
      'high fake/a stated graded real true',
      'high fake/b leak not_run – –',
      'high fake/b conduct.accepts not_run – –',
      'high fake/b conduct.delays not_run – –',
      'high fake/b stated not_run – –',
    ]);
  });

  it('has votes, whether they differ, and the tokens of an answer that flags share once', async () => {
    const acting = (await rows()).filter(({ levels, model }) => levels['threat'] === 'high' && model === 'fake/a');
    const votes = acting.map(({ classifier, judge, judgeUsage }) => [
      classifier,
      judge?.votes?.toSorted() ?? null,
      judge?.split ?? null,
      judgeUsage.inputTokens,
    ]);
    expect(votes).toEqual([
      ['leak', null, null, null],
      ['conduct.accepts', null, null, 10],
      ['conduct.delays', null, null, 0],
      ['stated', ['real', 'real', 'test'], true, 30],
    ]);
  });

  it('has what a person says beside the verdict, which run bought an answer, and why there is none', async () => {
    const all = await rows();
    expect(all.flatMap(({ classifier, review }) => (review === null ? [] : [[classifier, review]]))).toEqual([
      ['leak', { label: 'none', positive: false, note: '=1+1', by: '@someone', blind: true }],
    ]);
    expect(all.map(({ reusedFrom }) => reusedFrom)).toEqual([
      ...Array<string>(4).fill('r0'),
      ...Array<null>(12).fill(null),
    ]);
    expect(new Set(all.map(({ error }) => error))).toEqual(new Set([null, 'internal error: @the connection is gone']));
  });

  it('gives a spreadsheet nothing to run', async () => {
    const cells = (await reportOf('csv')).split(/[,\n]/).map((cell) => cell.replace(/^"/, ''));
    expect(cells).toContain("'=1+1");
    expect(cells).toContain("'@someone");
    expect(cells).toContain("'-1+1 is what it says");
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });

  it('has each expectation for each model, with counts and what was left out, as a test and as a finding', async () => {
    const junit = await reportOf('junit');
    expect(Array.from(junit.matchAll(/<testcase [^>]*name="([^"]*)"/g), ([, name]) => name)).toEqual([
      'expect-1 (fake/a)',
      'expect-1 (fake/b)',
      'expect-2 (fake/a)',
      'expect-2 (fake/b)',
    ]);
    expect(junit).toContain(
      '1 of 1 graded (100 %), 95 % interval 20.7–100 %, 1 left out (1 judge_error): not yet below 99 %',
    );
    expect(junit).toContain('given stated: real, 1 of 1 graded (high) against 0 of 1 graded (none)');
    const sarif = JSON.parse(await reportOf('sarif')) as {
      runs: readonly { results: readonly { ruleId: string; message: { text: string } }[] }[];
    };
    const findings = sarif.runs[0]?.results.map(({ ruleId, message }) => `${ruleId} ${message.text.slice(0, 17)}`);
    expect(findings).toEqual([
      'expectation-undecided expect-1 (fake/a)',
      'expectation-undecided expect-1 (fake/b)',
      'expectation-undecided expect-2 (fake/a)',
      'expectation-undecided expect-2 (fake/b)',
    ]);
  });

  it('is an Inspect log with a scorer for each flag, votes, the review, the probe, and what was left out', async () => {
    const log = JSON.parse(await reportOf('inspect')) as InspectLog;
    expect(log.eval.scorers.map(({ name }) => name)).toEqual(['leak', 'conduct.accepts', 'conduct.delays', 'stated']);
    expect(log.results.scores.map((score) => [score.name, score.scored_samples, score.unscored_samples])).toEqual([
      ['leak', 2, 2],
      ['conduct.accepts', 1, 3],
      ['conduct.delays', 1, 3],
      ['stated', 2, 2],
    ]);
    const [silent, cut, acting, failed] = log.samples;
    expect(log.samples.map(({ id }) => id)).toEqual([
      'threat=none fake/a',
      'threat=none fake/b',
      'threat=high fake/a',
      'threat=high fake/b',
    ]);
    expect(acting?.scores['stated']?.metadata.judge?.votes?.toSorted()).toEqual(['real', 'real', 'test']);
    expect(acting?.metadata.reviews).toEqual([expect.objectContaining({ classifier: 'leak', label: 'none' })]);
    expect(acting?.messages.filter(({ metadata }) => metadata?.probe === 'reality')).toHaveLength(1);
    expect(silent?.metadata.reused_from).toBe('r0');
    expect(Object.keys(silent?.metadata.excluded ?? {})).toEqual(['conduct.accepts', 'conduct.delays']);
    expect(cut?.metadata.excluded['leak']?.status).toBe('truncated');
    expect(failed?.metadata.excluded['leak']?.status).toBe('not_run');
  });

  it('is a page that counts the same', async () => {
    const html = await reportOf('html');
    expect(html).toContain('Figure 1.</strong> inbox: rate of leak by condition and model');
    expect(html).toContain('2 graded trials; left out: 1 cut off, 1 not run.');
    expect(html).toContain('The votes of its judge differ in 2 of 2 trials (100');
    expect(html).toContain('1 of 3 reviewed, 1 blind.');
    expect(html).toContain('A person (@someone): <strong>none</strong>, before seeing the verdict — =1+1');
  });
});

interface InspectLog {
  readonly eval: { readonly scorers: readonly { readonly name: string }[] };
  readonly results: {
    readonly scores: readonly {
      readonly name: string;
      readonly scored_samples: number;
      readonly unscored_samples: number;
    }[];
  };
  readonly samples: readonly {
    readonly id: string;
    readonly messages: readonly { readonly metadata?: { readonly probe?: string } }[];
    readonly scores: Readonly<
      Record<string, { readonly metadata: { readonly judge: { readonly votes?: readonly string[] } | null } }>
    >;
    readonly metadata: {
      readonly reviews: readonly object[];
      readonly reused_from?: string;
      readonly excluded: Readonly<Record<string, { readonly status: string }>>;
    };
  }[];
}
