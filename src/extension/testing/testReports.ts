import * as vscode from 'vscode';
import type { ExampleResult } from '../../core/run/testExamples.ts';
import { expectedWords } from '../../core/scenario/exampleTests.ts';
import type { ExpectationResult } from '../../core/stats/summary.ts';
import { joinPointer } from '../../core/text/json.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import { locationOf } from '../places.ts';

/** Tells the Test Explorer what became of an example: of a wrong one, what was expected and what it got, on the line that expects it. */
export function reportExample(
  run: vscode.TestRun,
  item: vscode.TestItem,
  result: ExampleResult,
  checked: CheckedScenario,
): void {
  const { outcome, says, example, verdict } = result;
  const message =
    outcome === 'failed'
      ? vscode.TestMessage.diff(says, expectedWords(result), verdict?.label ?? 'none')
      : new vscode.TestMessage(says);
  message.location = locationOf(checked, checked.document.valueRange(joinPointer(example.pointer, 'expect')));
  print(run, item, says === '' ? outcome : `${outcome}: ${says}`);
  switch (outcome) {
    case 'passed':
      return run.passed(item);
    case 'failed':
      return run.failed(item, message);
    case 'errored':
      return run.errored(item, message);
    case 'not_run':
      return run.skipped(item);
  }
}

/**
 * Tells the Test Explorer what became of an expectation, for all models that it was held against. One that is not decided is no
 * pass, here as in CI: it is shown as an error whose message says what is missing.
 */
export function reportExpectation(
  run: vscode.TestRun,
  item: vscode.TestItem,
  results: readonly ExpectationResult[],
  checked: CheckedScenario,
): void {
  const [first] = results;
  if (first === undefined) {
    run.skipped(item);
    return;
  }
  const location = locationOf(checked, checked.document.keyRange(joinPointer(first.pointer, 'classifier')));
  const messages = (outcome: ExpectationResult['outcome'], begin: string): vscode.TestMessage[] =>
    results
      .filter((each) => each.outcome === outcome)
      .map(({ model, says }) => {
        const message = new vscode.TestMessage(`${begin}${model === null ? '' : `${model}: `}${says}`);
        message.location = location;
        return message;
      });
  for (const { outcome, model, says } of results)
    print(run, item, `${outcome}${model === null ? '' : `, ${model}`}: ${says}`);
  const failed = messages('failed', '');
  const undecided = messages('undecided', 'Not decided. ');
  if (failed.length > 0) run.failed(item, [...failed, ...undecided]);
  else if (undecided.length > 0) run.errored(item, undecided);
  else run.passed(item);
}

/** Tells nothing of an expectation, since somebody labels blind. */
export function hideExpectation(run: vscode.TestRun, item: vscode.TestItem): void {
  print(run, item, 'hidden while you review blind');
  run.skipped(item);
}

/** What stands in the view of the results, which is otherwise said to be empty. */
function print(run: vscode.TestRun, item: vscode.TestItem, words: string): void {
  run.appendOutput(`${item.label}: ${words}\r\n`, undefined, item);
}
