import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { usageOf, type ExampleOutcome, type ExampleResult } from '../../core/run/testExamples.ts';
import { expectedWords } from '../../core/scenario/exampleTests.ts';
import { confusionOf, type Confusion } from '../../core/stats/agreement.ts';
import { joinPointer } from '../../core/text/json.ts';
import { toPosition1, type Position1 } from '../../core/text/range.ts';
import type { Output } from '../output.ts';
import { placeInFile } from '../input/readScenarioFile.ts';

/** One scenario whose classifiers were tested. */
export interface TestedFile {
  readonly path: string;
  readonly document: ParsedDocument;
  readonly results: readonly ExampleResult[];
}

/** What the tests came to: part of the CLI's contract. Lines and columns from 1, in UTF-16 units. */
export function testJson(files: readonly TestedFile[]) {
  const all = files.flatMap(({ results }) => results);
  const { inputTokens, outputTokens } = usageOf(all);
  return {
    files: files.map((file) => ({
      path: file.path,
      classifiers: [...byClassifier(file.results)].map(([id, results]) => ({
        id,
        ...counts(results),
        examples: results.map((result) => exampleJson(file, result)),
        confusion: confusion(results),
      })),
    })),
    ...counts(all),
    usage: { inputTokens, outputTokens },
  };
}

function exampleJson(file: TestedFile, result: ExampleResult) {
  const { example, index, outcome, verdict, says } = result;
  const { path, start } = placeOf(file, result);
  return {
    number: index + 1,
    title: example.title,
    outcome,
    expected: expectedWords(result),
    got: verdict?.label ?? null,
    status: verdict?.status ?? null,
    says,
    path,
    start,
  };
}

/** The tests for a terminal: each that did not pass with its line, then what each classifier said of what it should have said. */
export function testText(files: readonly TestedFile[], { colors }: Output): string {
  const lines = files.flatMap((file) => [
    ...file.results
      .filter(({ outcome }) => outcome !== 'passed')
      .map((result) => {
        const { path, start } = placeOf(file, result);
        const paint = result.outcome === 'failed' ? colors.red : colors.yellow;
        const where = colors.bold(`${path}:${start.line}:${start.column}`);
        return `${where} ${paint(outcomeWords[result.outcome])} ${nameOf(result)}: ${result.says}`;
      }),
    ...[...byClassifier(file.results)].flatMap(([id, results]) => [
      '',
      `${colors.bold(id)} (${file.path}): ${countsText(results)}`,
      ...confusionText(confusion(results)),
    ]),
  ]);
  const all = files.flatMap(({ results }) => results);
  return [...lines, '', countsText(all)].join('\n').trimStart();
}

const outcomeWords: Readonly<Record<ExampleOutcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  errored: 'no verdict',
  not_run: 'not run',
};

function nameOf({ classifier, example, index }: ExampleResult): string {
  return `${classifier.id}, example ${index + 1}${example.title === null ? '' : ` «${example.title}»`}`;
}

function placeOf({ path, document }: TestedFile, { example }: ExampleResult): { path: string; start: Position1 } {
  const place = placeInFile(path, document, document.valueRange(joinPointer(example.pointer, 'expect')));
  return { path: place.path, start: toPosition1(place.part.lines.positionAt(place.range.start)) };
}

function byClassifier(results: readonly ExampleResult[]): ReadonlyMap<string, readonly ExampleResult[]> {
  return Map.groupBy(results, ({ classifier }) => classifier.id);
}

function counts(results: readonly ExampleResult[]) {
  const count = (wanted: ExampleOutcome): number => results.filter(({ outcome }) => outcome === wanted).length;
  return { passed: count('passed'), failed: count('failed'), errored: count('errored'), notRun: count('not_run') };
}

function countsText(results: readonly ExampleResult[]): string {
  const { passed, failed, errored, notRun } = counts(results);
  const others = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(errored > 0 ? [`${errored} without a verdict`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  return [`${passed} of ${results.length} examples passed`, ...others].join(', ');
}

/** What was said (columns) of the examples by what they expect (rows); those without a verdict are in none. */
function confusion(results: readonly ExampleResult[]): Confusion {
  const known = results[0]?.classifier.labels;
  const labels = known === undefined ? [] : [...known.positive, ...known.negative];
  const pairs = results.flatMap((result): (readonly [string, string])[] => {
    const label = result.verdict?.label ?? null;
    return label === null ? [] : [[expectedWords(result), label]];
  });
  return confusionOf(pairs, labels);
}

function confusionText({ labels, counts: rows }: Confusion): readonly string[] {
  const used = labels.flatMap((label, at) => {
    const isUsed = rows.some((row, index) => (index === at ? row : [row[at] ?? 0]).some((count) => count > 0));
    return isUsed ? [{ label, at }] : [];
  });
  if (used.length === 0) return [];
  const first = Math.max(...used.map(({ label }) => label.length), 'expected'.length);
  const cells = (texts: readonly string[]): string =>
    texts.map((text, index) => text.padStart(Math.max(used[index]?.label.length ?? 0, 4))).join('  ');
  return [
    `  ${'expected'.padEnd(first)}  ${cells(used.map(({ label }) => label))}  (got)`,
    ...used.map(({ label, at }) => {
      const row = used.map((column) => rows[at]?.[column.at] ?? 0);
      return `  ${label.padEnd(first)}  ${cells(row.map((count) => (count === 0 ? '·' : String(count))))}`;
    }),
  ];
}
