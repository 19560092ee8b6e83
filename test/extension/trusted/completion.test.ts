import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readMarks, showRanges } from '../../support/languageCases/base.ts';
import { completionCases } from '../../support/languageCases/completion.ts';
import { lineWith } from '../../support/languageCases/completion/lineWith.ts';
import { hoverCases } from '../../support/languageCases/hover.ts';
import { eventually, openText } from '../support.ts';

/** The cases of test/unit/language, asked of VS Code itself. */
before(async () => {
  await vscode.extensions.getExtension('scenarist.scenarist')?.activate();
});

/**
 * Ours, which are numbered in their order; the editor adds words of its own. What the test's second extension offers as models
 * is left out.
 */
async function complete(file: vscode.TextDocument, at: number): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    file.uri,
    file.positionAt(at),
  );
  const isFake = (label: vscode.CompletionItem['label']): boolean =>
    typeof label === 'string' && label.startsWith('vscode/fake/');
  return items
    .filter(({ sortText, label }) => /^\d{5}$/.test(sortText ?? '') && !isFake(label))
    .sort((one, other) => Number(one.sortText) - Number(other.sortText));
}

describe('completion', () => {
  for (const { name, source, labels, chosen } of completionCases) {
    it(name, async () => {
      const { text, at } = readMarks(source);
      const file = await openText(text);
      const items = await complete(file, at);
      assert.deepEqual(
        items.map(({ label }) => label),
        labels,
      );
      if (chosen === undefined) return;
      const item = items.find(({ label }) => label === chosen[0]);
      const { range, insertText } = item ?? {};
      assert.ok(range !== undefined && 'inserting' in range && insertText instanceof vscode.SnippetString);
      const inserting = [file.offsetAt(range.inserting.start), file.offsetAt(range.inserting.end)] as const;
      assert.equal(lineWith(text, inserting, insertText.value), chosen[1]);
    });
  }
});

describe('hover', () => {
  for (const { name, source, says } of hoverCases) {
    it(name, async () => {
      const { text, at, ranges } = readMarks(source);
      const file = await openText(text);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        file.uri,
        file.positionAt(at),
      );
      // A squiggle at the same place has a hover of its own, which is not a provider's.
      const shown = hovers.flatMap(({ contents }) =>
        contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
      );
      assert.equal(shown.join('\n\n'), says.join('\n\n'));
      const found = hovers.map(
        ({ range = new vscode.Range(0, 0, 0, 0) }) => [file.offsetAt(range.start), file.offsetAt(range.end)] as const,
      );
      assert.equal(showRanges(text, found), showRanges(text, ranges));
    });
  }
});

describe('the code of a problem', () => {
  it('leads to its section in the documentation', async () => {
    const file = await openText('scenarist: 1\nnonsense: 1\n');
    const problem = await eventually('a problem', () =>
      vscode.languages
        .getDiagnostics(file.uri)
        .find(({ code }) => typeof code === 'object' && code.value === 'unknown-key'),
    );
    assert.ok(typeof problem.code === 'object');
    assert.equal(problem.code.target.toString(true), 'command:scenarist.explainProblem?["unknown-key"]');
    await vscode.commands.executeCommand('scenarist.explainProblem', 'unknown-key');
    await eventually('the page', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('problems.md')),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
