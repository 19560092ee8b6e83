import { agreementViews, type AgreementView } from '../../core/view/agreementView.ts';
import type { Interval } from '../../core/stats/intervals.ts';
import { correctedSource, kappaWords } from '../../core/view/shown/agreementWords.ts';
import { exitCode } from '../exitCode.ts';
import { openNamedRun } from '../input/openNamedRun.ts';
import type { Output } from '../output.ts';

export interface AgreementOptions {
  readonly out: string;
}

/** How often the classifiers of a run and the people who reviewed it say the same. */
export async function agreementCommand(named: string, { out }: AgreementOptions, output: Output): Promise<number> {
  const session = await openNamedRun(named, out, output);
  try {
    const views = agreementViews(session.state);
    output.json({ run: session.manifest.run, agreement: views });
    output.text(views.map((view) => agreementText(view, output)).join('\n\n'));
    return exitCode.fine;
  } finally {
    await session.close();
  }
}

function agreementText(view: AgreementView, { colors }: Output): string {
  const { classifier, title, completed, reviewed, blind, ungraded, agreement, baseRate, accuracy } = view;
  const head = colors.bold(title === classifier ? classifier : `${classifier}: ${title}`);
  const progress = `  ${reviewed} of ${completed} reviewed, ${blind} blind, ${ungraded} without a verdict that counts`;
  if (agreement.n === 0) return [head, progress].join('\n');
  const { labels, counts } = view;
  // Rows: verdicts. Columns: people.
  const heads = labels.map((label) => `people: ${label}`);
  const width = Math.max(...heads.map((head) => head.length));
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(width)).join('  ')}`.trimEnd();
  return [
    head,
    progress,
    line('verdict', heads),
    ...counts.map((row, at) => line(labels[at] ?? '', row.map(String))),
    `  same label ${percent(agreement.agreed)}${interval(agreement.agreedInterval)} of ${agreement.n}, κ ${kappaWords(view)}`,
    `  base rate ${share(baseRate)}; of these called positive ${share(accuracy.sensitivity)}, of the others negative ${share(accuracy.specificity)}`,
    `  rate as graded ${share(view.rate)}${interval(view.rate.interval)}, corrected ${view.corrected === null ? 'cannot be told' : `${percent(view.corrected.value)}${interval(view.corrected.interval)}`}`,
    ...(view.corrected === null ? [] : [colors.dim(`  corrected: ${correctedSource}`)]),
  ].join('\n');
}

function share({ positive, n }: { readonly positive: number; readonly n: number }): string {
  return n === 0 ? 'not known' : `${positive}/${n} (${percent(positive / n)})`;
}

function interval(range: Interval | null): string {
  return range === null ? '' : ` [${range.map((end) => Math.round(end * 1000) / 10).join('–')}]`;
}

function percent(value: number | null): string {
  return value === null ? '–' : `${Math.round(value * 1000) / 10} %`;
}
