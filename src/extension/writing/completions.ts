import * as vscode from 'vscode';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { offset, type TextRange } from '../../core/text/range.ts';
import type { Completion, CompletionKind } from '../../language/completion/complete.ts';
import { completionsBeside } from '../../language/besideYaml.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import type { RecentModels } from '../running/recentModels.ts';
import { placeOf } from '../running/runPlace.ts';
import { isFragment, onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';
import { ScriptedNames } from './scriptedNames.ts';
import { OfferedModels } from '../vscodeModels/offeredModels.ts';
import { yamlNeighbourOf } from '../checking/yamlNeighbour.ts';

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  variable: vscode.CompletionItemKind.Variable,
  factor: vscode.CompletionItemKind.Class,
  level: vscode.CompletionItemKind.EnumMember,
  name: vscode.CompletionItemKind.Reference,
  model: vscode.CompletionItemKind.Constant,
  part: vscode.CompletionItemKind.Snippet,
};

const triggers = ['{', '.', ':', ' ', '-', '/', '"'];

/** What can stand at the cursor. It is read from the text as it is; only names are taken from the last finished check. */
export function activateCompletions(scenarios: CheckedScenarios, recent: RecentModels): vscode.Disposable {
  const scripted = new ScriptedNames();
  const offered = new OfferedModels();
  const parsed = new LastParsed(scenarios);
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const at = offset(document.offsetAt(position));
      const text = document.getText();
      const [{ completionsAt }, documents, names, replays] = await Promise.all([
        import('../../language/completion/complete.ts'),
        parsed.of(document),
        scripted.of(document.uri),
        replaysOf(document.uri, scenarios),
      ]);
      const models = { recent: recent.list(), scripted: names, replays, vscode: offered.list() };
      const all = completionsAt({ text, documents, models, isFragment: isFragment(document) }, at);
      const own = yamlNeighbourOf(document)?.completes === true ? completionsBeside(all) : all;
      return own.map((completion, index) => toItem(document, completion, index));
    },
  };
  return vscode.Disposable.from(
    scripted,
    offered,
    parsed,
    vscode.languages.registerCompletionItemProvider(scenarioSelector, onlyScenarios(provider), ...triggers),
  );
}

/** What the last runs of the scenario can be replayed as, by the id that it was last checked with. */
async function replaysOf(uri: vscode.Uri, scenarios: CheckedScenarios): Promise<readonly string[]> {
  const id = scenarios.latest(uri)?.scenario?.id;
  if (id === undefined || uri.scheme !== 'file') return [];
  const [{ openRunStore }, { replayReferences }] = await Promise.all([
    import('../../node/runStore.ts'),
    import('../../node/replays.ts'),
  ]);
  return replayReferences(openRunStore(placeOf(uri).root), id);
}

/** The last text of each scenario that had no syntax error: what it named is still known while a line is half typed. */
class LastParsed implements vscode.Disposable {
  private readonly scenarios: CheckedScenarios;
  private readonly whole = new Map<string, ParsedDocument>();
  private readonly disposables: vscode.Disposable;

  constructor(scenarios: CheckedScenarios) {
    this.scenarios = scenarios;
    this.disposables = vscode.Disposable.from(
      scenarios.onDidCheck(({ uri, document }) => {
        if (document.data !== undefined) this.whole.set(uri.toString(), document);
      }),
      scenarios.onDidClose((uri) => this.whole.delete(uri.toString())),
    );
  }

  /** The latest check, and the last whole text where that one is not; waits only for a text that was never checked. */
  async of(file: vscode.TextDocument): Promise<readonly ParsedDocument[]> {
    if (isFragment(file)) return this.ofFragment(file);
    const { document } = this.scenarios.latest(file.uri) ?? (await this.scenarios.get(file));
    const whole = this.whole.get(file.uri.toString());
    return document.data !== undefined || whole === undefined ? [document] : [document, whole];
  }

  /** What the scenario that includes it names, too. */
  private async ofFragment(file: vscode.TextDocument): Promise<readonly ParsedDocument[]> {
    const { checked } = await this.scenarios.around(file);
    const whole = this.whole.get(file.uri.toString());
    return whole === undefined ? [checked.document] : [checked.document, whole];
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

function toItem(document: vscode.TextDocument, completion: Completion, index: number): vscode.CompletionItem {
  const { label, kind, detail, documentation, snippet, filter, inserting, replacing, asksNext } = completion;
  const item = new vscode.CompletionItem(label, kinds[kind]);
  const toRange = ({ start, end }: TextRange): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  item.range = { inserting: toRange(inserting), replacing: toRange(replacing) };
  item.insertText = new vscode.SnippetString(snippet);
  item.filterText = filter;
  item.sortText = String(index).padStart(5, '0');
  if (detail !== '') item.detail = detail;
  if (documentation !== '') item.documentation = new vscode.MarkdownString(documentation);
  if (asksNext === true) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}
