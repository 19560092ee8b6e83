import * as vscode from 'vscode';
import { examplesOf } from '../../core/scenario/exampleTests.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import { executeScenarist } from '../commands.ts';
import type { BlindReview } from '../results/blindReview.ts';
import { UserError, type Guard } from '../guard.ts';
import type { Runs } from '../running/runs.ts';
import type { ExampleTesterDeps } from './exampleTester.ts';
import { hideExpectation, reportExample, reportExpectation } from './testReports.ts';
import { exampleTag, expectationTag, TestTree, type TestLeaf } from './testTree.ts';

export interface TestExplorerDeps extends ExampleTesterDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly guard: Guard;
  readonly blind: BlindReview;
}

type Items = ReadonlyMap<string, readonly vscode.TestItem[]>;

/**
 * Examples of classifiers and expectations of runs as tests of VS Code. «Run All» grades the examples; a scenario is run only
 * where an expectation of it is chosen, because that may cost. Every run that ends reports its expectations.
 */
export class TestExplorer implements vscode.Disposable {
  private readonly deps: TestExplorerDeps;
  private readonly controller = vscode.tests.createTestController('scenarist', 'Scenarist');
  private readonly tree = new TestTree(this.controller);
  /** Those under way, by address; what ends is no longer among them. */
  private readonly underWay = new Set<string>();
  /** Those that a test run of ours waits for. */
  private readonly awaited = new Set<string>();
  /** Those whose last run is reported, or hidden while somebody reviews blind. */
  private readonly reported = new Set<string>();
  private readonly disposables: vscode.Disposable;

  constructor(deps: TestExplorerDeps) {
    this.deps = deps;
    const { scenarios, runs, blind } = deps;
    const { Run } = vscode.TestRunProfileKind;
    this.disposables = vscode.Disposable.from(
      this.controller,
      this.controller.createRunProfile('Test Classifiers', Run, (r, t) => this.testChosen(r, t), true, exampleTag),
      this.controller.createRunProfile('Run the Scenario', Run, (r, t) => this.runChosen(r, t), false, expectationTag),
      scenarios.onDidCheck((checked) => this.tree.update(checked)),
      scenarios.onDidClose((uri) => this.tree.delete(uri)),
      runs.onDidStartOrEnd(() => this.look()),
      blind.onDidChange((on) => this.reportAgain(on)),
    );
  }

  /** Tests the examples of a scenario, or of one of its classifiers. */
  async testExamples(document: vscode.TextDocument, classifier: string | null): Promise<void> {
    this.tree.update(await this.deps.scenarios.current(document));
    const items = this.tree.of(document.uri).filter((item) => {
      const leaf = this.tree.leafOf(item);
      return leaf?.kind === 'example' && (classifier === null || `${leaf.classifier}.`.startsWith(`${classifier}.`));
    });
    if (items.length === 0)
      throw new UserError(
        'There are no examples to test: add `examples` to a classifier, or «Add to Examples» on a trial.',
      );
    await this.testChosen(new vscode.TestRunRequest(items), new vscode.CancellationTokenSource().token);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async testChosen(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      for (const [scenario, items] of this.chosen(request, 'example')) {
        await this.deps.guard('Testing a classifier', () => this.testItems(scenario, items, run, token));
      }
    } finally {
      run.end();
    }
  }

  private async testItems(
    scenario: string,
    items: readonly vscode.TestItem[],
    run: vscode.TestRun,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const checked = await this.current(scenario);
    if (checked.scenario === null)
      throw new UserError('The scenario has errors, so it is not tested: mend them first.');
    const byPlace = new Map(items.map((item) => [placeOf(this.tree.leafOf(item)), item]));
    const tests = examplesOf(checked.scenario).filter(({ classifier, index }) =>
      byPlace.has(`${classifier.id} ${index}`),
    );
    for (const item of items) run.started(item);
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      const { gradeExamples } = await import('./exampleTester.ts');
      for await (const result of gradeExamples({ checked, tests, signal: stop.signal }, this.deps)) {
        const item = byPlace.get(`${result.classifier.id} ${result.index}`);
        if (item !== undefined) reportExample(run, item, result, checked);
      }
    } finally {
      subscription.dispose();
    }
  }

  private async runChosen(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      for (const [scenario, items] of this.chosen(request, 'expectation')) {
        await this.deps.guard('Running a scenario', () => this.runItems(scenario, items, run, token));
      }
    } finally {
      run.end();
    }
  }

  private async runItems(
    scenario: string,
    items: readonly vscode.TestItem[],
    run: vscode.TestRun,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const uri = vscode.Uri.parse(scenario, true);
    for (const item of items) run.started(item);
    this.awaited.add(scenario);
    try {
      await executeScenarist('scenarist.run', { uri: scenario, models: null, where: [] });
      if (!this.deps.runs.isRunning(uri)) {
        // Why it did not begin was told where it was asked for.
        for (const item of items) run.errored(item, new vscode.TestMessage('The scenario was not run.'));
        return;
      }
      const subscription = token.onCancellationRequested(() => this.deps.runs.stop(uri));
      await this.ended(uri);
      subscription.dispose();
      await this.report(await this.current(scenario), items, run);
    } finally {
      this.awaited.delete(scenario);
    }
  }

  private ended(uri: vscode.Uri): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.deps.runs.onDidStartOrEnd(() => {
        if (this.deps.runs.isRunning(uri)) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** A run that began elsewhere reports what it says of the expectations, too. */
  private look(): void {
    for (const [id] of this.controller.items) {
      const uri = vscode.Uri.parse(id, true);
      if (this.deps.runs.isRunning(uri)) this.underWay.add(id);
      else if (this.underWay.delete(id) && !this.awaited.has(id)) {
        void this.deps.guard('Reporting expectations', () => this.reportAll(id, uri));
      }
    }
  }

  /** What was reported is hidden by a report that says nothing in its place, and told again after the blind review. */
  private reportAgain(hides: boolean): void {
    for (const id of this.reported) {
      const uri = vscode.Uri.parse(id, true);
      // What is under way is reported when it ends.
      if (hides || !this.deps.runs.isRunning(uri))
        void this.deps.guard('Reporting expectations', () => this.reportAll(id, uri));
    }
  }

  private async reportAll(scenario: string, uri: vscode.Uri): Promise<void> {
    const items = this.tree.of(uri).filter((item) => this.tree.leafOf(item)?.kind === 'expectation');
    if (items.length === 0) return;
    const name = this.deps.blind.isOn ? 'Hidden while you review blind' : 'Last run';
    const run = this.controller.createTestRun(new vscode.TestRunRequest(items), name);
    await this.report(await this.current(scenario), items, run).finally(() => run.end());
  }

  private async report(
    checked: CheckedScenario,
    items: readonly vscode.TestItem[],
    run: vscode.TestRun,
  ): Promise<void> {
    this.reported.add(checked.uri.toString());
    const results = (await this.deps.runs.view(checked))?.run.expectations ?? [];
    for (const item of items) {
      if (this.deps.blind.isOn) {
        hideExpectation(run, item);
        continue;
      }
      const leaf = this.tree.leafOf(item);
      const own = results.filter(({ id }) => leaf?.kind === 'expectation' && id === leaf.id);
      reportExpectation(run, item, own, checked);
    }
  }

  private async current(scenario: string): Promise<CheckedScenario> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(scenario, true));
    return this.deps.scenarios.current(document);
  }

  /** The tests of a kind that a request asks for, by scenario. */
  private chosen({ include, exclude = [] }: vscode.TestRunRequest, kind: TestLeaf['kind']): Items {
    const left = new Set(this.tree.leavesBelow(exclude));
    const chosen = this.tree.leavesBelow(include).filter((item) => {
      return this.tree.leafOf(item)?.kind === kind && !left.has(item);
    });
    return Map.groupBy(chosen, (item) => this.tree.leafOf(item)?.scenario ?? '');
  }
}

function placeOf(leaf: TestLeaf | null): string {
  return leaf?.kind === 'example' ? `${leaf.classifier} ${leaf.index}` : '';
}
