import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readMarks, showRanges } from '../../support/languageCases/base.ts';
import { definitionCases } from '../../support/languageCases/definitions.ts';
import { referenceCases } from '../../support/languageCases/references.ts';
import { refusalCases, renameCases } from '../../support/languageCases/renames.ts';
import { outlineCases, tokenCases } from '../../support/languageCases/symbols.ts';
import { openExample, openText } from '../support.ts';

/** The cases of test/unit/language, asked of VS Code itself. */
async function opened(source: string) {
  const marks = readMarks(source);
  const file = await openText(marks.text);
  const show = (ranges: readonly vscode.Range[]): string =>
    showRanges(
      marks.text,
      ranges.map((range) => [file.offsetAt(range.start), file.offsetAt(range.end)] as const),
    );
  return { ...marks, file, show, position: file.positionAt(marks.at) };
}

/** Opening a scenario activates the extension, but nobody waits for it. */
before(async () => {
  await vscode.extensions.getExtension('scenarist.scenarist')?.activate();
});

describe('go to definition', () => {
  for (const { name, source } of definitionCases) {
    it(name, async () => {
      const { text, file, position, ranges, show } = await opened(source);
      const found = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        file.uri,
        position,
      );
      const targets = found.map(({ targetRange, targetSelectionRange }) => targetSelectionRange ?? targetRange);
      assert.equal(show(targets), showRanges(text, ranges));
    });
  }
});

describe('find references', () => {
  for (const { name, source } of referenceCases) {
    it(name, async () => {
      const { text, file, position, ranges, show } = await opened(source);
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        file.uri,
        position,
      );
      assert.equal(show(found.map(({ range }) => range)), showRanges(text, ranges));
      const marked = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        file.uri,
        position,
      );
      assert.equal(show(marked.map(({ range }) => range)), showRanges(text, ranges));
    });
  }
});

describe('rename', () => {
  for (const { name, source, newName, expected } of renameCases) {
    it(name, async () => {
      const { file, position } = await opened(source);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        file.uri,
        position,
        newName,
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(file.getText(), expected);
    });
  }

  for (const { name, source, newName, refusal } of refusalCases) {
    it(`refuses ${name}`, async () => {
      const { file, position, text } = await opened(source);
      await assert.rejects(
        async () => vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', file.uri, position, newName),
        (error: Error) => error.message.includes(refusal),
      );
      assert.equal(file.getText(), text);
    });
  }
});

describe('symbols', () => {
  const lines = (symbols: readonly vscode.DocumentSymbol[], indentation = ''): readonly string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${indentation}${name}${detail === '' ? '' : ` — ${detail}`}`,
      ...lines(children, `${indentation}  `),
    ]);

  for (const { name, source, expected } of outlineCases) {
    it(`of ${name}`, async () => {
      const { file } = await opened(source);
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        file.uri,
      );
      assert.deepEqual(lines(symbols), expected);
    });
  }

  it('of the workspace are the ids of its scenarios', async () => {
    await openExample('espionage');
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'espion',
    );
    const own = found.filter(({ location }) => location.uri.path.endsWith('.scenario.yaml'));
    assert.deepEqual(
      own.map(({ name, location }) => `${name} ${location.uri.path.split('/').slice(-2).join('/')}`).sort(),
      ['espionage espionage/espionage.scenario.yaml', 'espionage-agent espionage/espionage-agent.scenario.yaml'],
    );
  });

  it('link the scripted models of an example to their files', async () => {
    const file = await openExample('espionage');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', file.uri);
    const own = links.filter(({ target }) => target?.path.endsWith('.model.yaml') === true);
    assert.deepEqual(
      own.map(({ range, target }) => `${file.getText(range)} ${target?.path.split('/').slice(-2).join('/') ?? ''}`),
      ['scripted/demo models/demo.model.yaml', 'scripted/judge models/judge.model.yaml'],
    );
  });
});

describe('colours of templates', () => {
  const kinds: Readonly<Record<string, string>> = {
    enum: 'factor',
    property: 'field',
    macro: 'section',
    templateUnknown: 'unknown',
    templateEscape: 'escape',
  };

  for (const { name, source, expected } of tokenCases) {
    it(name, async () => {
      const { file } = await opened(source);
      const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        file.uri,
      );
      const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        file.uri,
      );
      const shown: string[] = [];
      let [line, character] = [0, 0];
      for (let at = 0; at < data.length; at += 5) {
        const [down = 0, along = 0, length = 0, type = 0] = data.subarray(at, at + 4);
        character = down === 0 ? character + along : along;
        line += down;
        const text = file.getText(new vscode.Range(line, character, line, character + length));
        const kind = legend.tokenTypes[type] ?? '';
        shown.push(`${kinds[kind] ?? kind} ${text}`);
      }
      assert.deepEqual(shown, expected);
    });
  }
});
