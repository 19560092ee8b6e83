import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { ExpectationResult } from '../core/stats/summary.ts';
import { toPosition1 } from '../core/text/range.ts';
import { runView } from '../core/view/runView.ts';
import type { RunView } from '../core/view/views.ts';
import { placeOfExpectation } from './expectationPlace.ts';
import { plannedDocument } from './plannedDocument.ts';
import type { ReportSource, ReportText } from './reportSource.ts';

/**
 * The expectations as test cases, in the JUnit form that CI services read. One that failed is a `failure`; one that the trials
 * cannot decide is an `error`, so that neither passes and they are told apart.
 */
export async function* junitReport({ state, clean }: ReportSource): ReportText {
  const view = runView(state, { stale: false, stopping: false });
  const document = await plannedDocument(state.manifest);
  const { expectations } = view;
  const count = (outcome: ExpectationResult['outcome']): number =>
    expectations.filter((each) => each.outcome === outcome).length;
  const attributes = (values: Readonly<Record<string, string | number>>): string =>
    Object.entries(values)
      .map(([name, value]) => ` ${name}="${xmlText(clean(String(value)))}"`)
      .join('');
  const counts = { tests: expectations.length, failures: count('failed'), errors: count('undecided'), skipped: 0 };
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: 'Scenarist', ...counts })}>\n`;
  yield `  <testsuite${attributes({ name: view.scenario.title, ...counts, timestamp: view.createdAt.slice(0, 19) })}>\n`;
  yield `    <properties>\n`;
  for (const [name, value] of properties(view)) yield `      <property${attributes({ name, value })}/>\n`;
  yield `    </properties>\n`;
  for (const expectation of expectations) {
    const { id, model, outcome, says } = expectation;
    const name = model === null ? id : `${id} (${model})`;
    const place = lineOf(view.scenario.path, document, expectation);
    const head = attributes({ classname: view.scenario.id, name, time: 0, ...place });
    const kind = outcome === 'passed' ? null : outcome === 'failed' ? 'failure' : 'error';
    yield `    <testcase${head}>\n`;
    yield kind === null
      ? `      <system-out>${xmlText(clean(says))}</system-out>\n`
      : `      <${kind}${attributes({ message: says, type: outcome })}>${xmlText(clean(says))}</${kind}>\n`;
    yield `    </testcase>\n`;
  }
  yield `  </testsuite>\n</testsuites>\n`;
}

function properties({ run, status, progress, models }: RunView): readonly (readonly [string, string | number])[] {
  return [
    ['run', run],
    ['status', status],
    ['trials planned', progress.planned],
    ['trials completed', progress.completed],
    ['trials failed', progress.failed],
    ...models.map(({ model, label }) => ['model', label === null ? model : `${model} (${label})`] as const),
  ];
}

function lineOf(scenario: string, document: ParsedDocument, expectation: ExpectationResult) {
  const { path, part, range } = placeOfExpectation(scenario, document, expectation);
  return { file: path, line: toPosition1(part.lines.positionAt(range.start)).line };
}

/** XML 1.0 has no way to write most control characters and half surrogate pairs: they are replaced. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

function xmlText(text: string): string {
  return text.replace(unwritable, '\uFFFD').replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character);
}
