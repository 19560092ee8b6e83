import * as vscode from 'vscode';
import { finishSliced } from '../../core/text/steps.ts';
import type { TokenKind } from '../../language/templateTokens.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { letOthersGoFirst } from '../letOthersGoFirst.ts';
import { rangeWithin } from '../places.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';

/** The standard type that themes colour; the last two are our own (package.json). */
const types: Readonly<Record<TokenKind, string>> = {
  variable: 'variable',
  factor: 'enum',
  field: 'property',
  section: 'macro',
  unknown: 'templateUnknown',
  escape: 'templateEscape',
};

/** Colours each `{{name}}` by what it stands for, also inside block scalars. */
export function activateSemanticTokens(scenarios: CheckedScenarios): vscode.Disposable {
  const legend = new vscode.SemanticTokensLegend(Object.values(types));
  const provider: vscode.DocumentSemanticTokensProvider = {
    async provideDocumentSemanticTokens(file) {
      const [view, { tokenSteps }] = await Promise.all([
        scenarios.around(file),
        import('../../language/templateTokens.ts'),
      ]);
      const builder = new vscode.SemanticTokensBuilder(legend);
      const tokens = await finishSliced(tokenSteps(view.checked.document), letOthersGoFirst);
      for (const { range, kind } of tokens) {
        const here = rangeWithin(view, range);
        if (here !== null) builder.push(here, types[kind]);
      }
      return builder.build();
    },
  };
  return vscode.languages.registerDocumentSemanticTokensProvider(scenarioSelector, onlyScenarios(provider), legend);
}
