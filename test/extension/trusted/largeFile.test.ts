import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { largeScenario } from '../../../bench/largeScenario.ts';
import { measureDelays, median, percentile, report } from '../eventLoop.ts';
import { eventually, workspaceFile } from '../support.ts';

const sentence = 'The night shift asks for a second list of berths, with the draught of each ship beside its name. Bye';

/** Ten thousand lines stay usable. Times are printed and not asserted: the machine may have other work. */
describe('a scenario of 10,000 lines', () => {
  const uri = workspaceFile('large.scenario.yaml');
  let file: vscode.TextDocument;
  /** How often its problems were told, as they are after every check. */
  let checks = 0;
  const told = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some((each) => each.toString() === uri.toString())) checks++;
  });

  before(async () => {
    await vscode.extensions.getExtension('scenarist.scenarist')?.activate();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(largeScenario(10_000)));
    file = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(file);
    await eventually('the first check', () => (checks > 0 ? true : undefined));
  });

  after(async () => {
    told.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('answers when it was opened', () => asksAll(file));

  it('does nothing while nobody does', async () => {
    report(`idle: ${await measureDelays(() => delay(3_000))}`);
  });

  for (const strokeMs of [100, 200]) {
    it(`is typed in, a key every ${strokeMs} ms`, async () => {
      await rest();
      const { at, expected } = goToTheMiddle(file);
      const strokes: number[] = [];
      const delays = await measureDelays(async () => {
        for (const text of sentence) {
          const started = performance.now();
          await vscode.commands.executeCommand('type', { text });
          strokes.push(performance.now() - started);
          await delay(Math.max(0, strokeMs - (strokes.at(-1) ?? 0)));
        }
      });
      report(`${strokes.length} keys, ${checks} checks: ${delays}`);
      report(`a key there and back: ${median(strokes)} ms, p99 ${percentile(strokes, 0.99)} ms`);
      assert.equal(file.getText(), expected);
      await asksAll(file, file.positionAt(at));
    });
  }

  it('is checked a few times in a burst of keys', async () => {
    await rest();
    const { expected } = goToTheMiddle(file);
    const delays = await measureDelays(async () => {
      await Promise.all(Array.from(sentence).map((text) => vscode.commands.executeCommand('type', { text })));
    });
    assert.equal(file.getText(), expected);
    await asksAll(file);
    await rest(() => {
      report(`${sentence.length} keys, ${checks} checks: ${delays}`);
      assert.ok(checks > 0 && checks < sentence.length / 4, `${checks} checks`);
    });
  });

  /** Waits until no more checks are told, and counts from there. */
  async function rest(last = (): void => undefined): Promise<void> {
    await eventually('rest', async () => {
      const before = checks;
      await delay(700);
      return before === checks ? true : undefined;
    });
    last();
    checks = 0;
  }
});

/** Puts the cursor into a body in the middle of the file. */
function goToTheMiddle(file: vscode.TextDocument): { readonly at: number; readonly expected: string } {
  const text = file.getText();
  const at = text.indexOf('Nothing else is open', text.length / 2);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, file);
  const position = file.positionAt(at);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection);
  return { at, expected: text.slice(0, at) + sentence + text.slice(at) };
}

/** What an editor asks: first that which waits for the check, then the rest, each three times. */
async function asksAll(
  file: vscode.TextDocument,
  near = new vscode.Position(Math.floor(file.lineCount / 2), 0),
): Promise<void> {
  const text = file.getText();
  const name = text.indexOf('{{company}}', file.offsetAt(near)) + 2;
  const ask = async <Result>(
    what: string,
    command: string,
    ...rest: readonly unknown[]
  ): Promise<Result | undefined> => {
    const times: number[] = [];
    let result: Result | undefined;
    const delays = await measureDelays(async () => {
      for (let round = 0; round < 3; round++) {
        const started = performance.now();
        result = await vscode.commands.executeCommand<Result>(command, file.uri, ...rest);
        times.push(performance.now() - started);
      }
    });
    report(`${what}: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms; ${delays}`);
    return result;
  };
  const found = await ask<vscode.Location[]>(
    'the check, and a definition',
    'vscode.executeDefinitionProvider',
    file.positionAt(name),
  );
  assert.ok(found?.[0] !== undefined);
  const symbols = await ask<vscode.DocumentSymbol[]>('symbols', 'vscode.executeDocumentSymbolProvider');
  const documents = symbols?.find((symbol) => symbol.name === 'documents');
  assert.equal(documents?.children.length, text.split('\n  - id: mail-').length - 1);
  const list = await ask<vscode.CompletionList>(
    'completion',
    'vscode.executeCompletionItemProvider',
    file.positionAt(name),
  );
  assert.ok(list?.items.some(({ label }) => label === 'company'));
  const hovers = await ask<vscode.Hover[]>('hover', 'vscode.executeHoverProvider', file.positionAt(name));
  const says = hovers?.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value));
  assert.match(says?.join('\n') ?? '', /Harbor Systems/);
  await ask('colours', 'vscode.provideDocumentSemanticTokens');
  const edits = await ask<vscode.TextEdit[]>('format', 'vscode.executeFormatDocumentProvider', {
    tabSize: 2,
    insertSpaces: true,
  });
  assert.deepEqual(edits ?? [], []);
  const errors = vscode.languages
    .getDiagnostics(file.uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  assert.deepEqual(errors, []);
}
