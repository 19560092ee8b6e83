import * as vscode from 'vscode';
import type { Expectation } from '../../core/scenario/classifier.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import { joinPointer } from '../../core/text/json.ts';
import { exampleName, expectationName } from '../../language/testNames.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import { locationOf } from '../places.ts';

/** What a test at the bottom of the tree tests. */
export type TestLeaf =
  | { readonly kind: 'example'; readonly scenario: string; readonly classifier: string; readonly index: number }
  | { readonly kind: 'expectation'; readonly scenario: string; readonly id: string };

export const exampleTag = new vscode.TestTag('example');
export const expectationTag = new vscode.TestTag('expectation');

/** The tests of the scenarios that are checked: a scenario, its classifiers with their examples, its expectations. */
export class TestTree {
  private readonly controller: vscode.TestController;
  private readonly leaves = new WeakMap<vscode.TestItem, TestLeaf>();

  constructor(controller: vscode.TestController) {
    this.controller = controller;
  }

  /** Shows the tests of a scenario as it is now; while it has errors those of before. */
  update(checked: CheckedScenario): void {
    const { scenario, uri } = checked;
    if (scenario === null) return;
    const children = this.children(checked, scenario);
    const id = uri.toString();
    if (children.length === 0) {
      this.controller.items.delete(id);
      return;
    }
    const root = this.controller.items.get(id) ?? this.controller.createTestItem(id, scenario.id, uri);
    root.label = scenario.id;
    root.description = scenario.title === scenario.id ? '' : scenario.title;
    root.range = locationOf(checked, checked.document.keyRange('/scenarist')).range;
    root.tags = [exampleTag, expectationTag];
    root.children.replace(children);
    this.controller.items.add(root);
  }

  delete(uri: vscode.Uri): void {
    this.controller.items.delete(uri.toString());
  }

  leafOf(item: vscode.TestItem): TestLeaf | null {
    return this.leaves.get(item) ?? null;
  }

  /** The tests at the bottom, below these items or of the whole tree. */
  leavesBelow(items?: Iterable<vscode.TestItem>): readonly vscode.TestItem[] {
    const found: vscode.TestItem[] = [];
    const visit = (item: vscode.TestItem): void => {
      if (this.leaves.has(item)) found.push(item);
      else for (const [, child] of item.children) visit(child);
    };
    if (items !== undefined) for (const item of items) visit(item);
    else for (const [, item] of this.controller.items) visit(item);
    return found;
  }

  /** Those of one scenario, in its order. */
  of(uri: vscode.Uri): readonly vscode.TestItem[] {
    const root = this.controller.items.get(uri.toString());
    return root === undefined ? [] : this.leavesBelow([root]);
  }

  private children(checked: CheckedScenario, { classifiers, expectations }: Scenario): readonly vscode.TestItem[] {
    const scenario = checked.uri.toString();
    const tested = classifiers.filter(({ examples }) => examples.length > 0);
    const groups = tested.map(({ id, title, pointer, examples }) => {
      const group = this.item(checked, `classifier ${id}`, { label: id, at: joinPointer(pointer, 'id') });
      group.description = title === id ? '' : title;
      group.tags = [exampleTag];
      group.children.replace(
        examples.map((example, index) => {
          const label = exampleName(example, index);
          const leaf = { kind: 'example', scenario, classifier: id, index } as const;
          return this.leaf(checked, leaf, { label, at: joinPointer(example.pointer, 'expect') }, exampleTag);
        }),
      );
      return group;
    });
    return [...groups, ...expectations.map((expectation) => this.expectation(checked, expectation))];
  }

  private expectation(checked: CheckedScenario, expectation: Expectation): vscode.TestItem {
    const leaf = { kind: 'expectation', scenario: checked.uri.toString(), id: expectation.id } as const;
    const place = { label: expectationName(expectation), at: joinPointer(expectation.pointer, 'classifier') };
    return this.leaf(checked, leaf, place, expectationTag);
  }

  private leaf(checked: CheckedScenario, leaf: TestLeaf, place: Place, tag: vscode.TestTag): vscode.TestItem {
    const id = leaf.kind === 'example' ? `example ${leaf.classifier} ${leaf.index}` : leaf.id;
    const item = this.item(checked, id, place);
    item.tags = [tag];
    this.leaves.set(item, leaf);
    return item;
  }

  private item(checked: CheckedScenario, id: string, { label, at }: Place): vscode.TestItem {
    const { uri, range } = locationOf(checked, checked.document.keyRange(at));
    const item = this.controller.createTestItem(`${checked.uri.toString()}#${id}`, label, uri);
    item.range = range;
    return item;
  }
}

interface Place {
  readonly label: string;
  /** A pointer to the key that it stands at. */
  readonly at: string;
}
