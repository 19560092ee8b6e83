import * as vscode from 'vscode';
import type { LineIndex } from '../../core/text/range.ts';
import { outline, type OutlineSymbol, type SymbolKind } from '../../language/symbols.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { toRange } from '../ranges.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';
import { yamlNeighbourOf } from '../checking/yamlNeighbour.ts';

const kinds: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  scenario: vscode.SymbolKind.Package,
  section: vscode.SymbolKind.Namespace,
  text: vscode.SymbolKind.String,
  variable: vscode.SymbolKind.Variable,
  factor: vscode.SymbolKind.Enum,
  level: vscode.SymbolKind.EnumMember,
  field: vscode.SymbolKind.Field,
  document: vscode.SymbolKind.File,
  tool: vscode.SymbolKind.Function,
  model: vscode.SymbolKind.Object,
  classifier: vscode.SymbolKind.Class,
  label: vscode.SymbolKind.Constant,
  expectation: vscode.SymbolKind.Event,
};

/** The outline, the breadcrumbs and «Go to Symbol» of one scenario. */
export function activateSymbols(scenarios: CheckedScenarios): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(file) {
      // An outline of one file twice helps nobody.
      if (yamlNeighbourOf(file) !== null) return null;
      const { own: document } = await scenarios.get(file);
      return outline(document).map((symbol) => toSymbol(document.lines, symbol));
    },
  };
  return vscode.languages.registerDocumentSymbolProvider(scenarioSelector, onlyScenarios(provider), {
    label: 'Scenario',
  });
}

function toSymbol(lines: LineIndex, { name, detail, kind, range, selection, children }: OutlineSymbol) {
  const symbol = new vscode.DocumentSymbol(name, detail, kinds[kind], toRange(lines, range), toRange(lines, selection));
  symbol.children = children.map((child) => toSymbol(lines, child));
  return symbol;
}
