import * as vscode from 'vscode';
import { estimateTokens, promptDocument } from '../../core/view/promptDocument.ts';
import { promptDifference } from '../../core/view/promptDifference.ts';
import type { Previews, ShownPrompt } from './preview.ts';
import { conditionWords, previewScheme, previewUri, tokenWords } from './previewAddress.ts';

/** Above a previewed prompt: about how long it is, and how far it is from the baseline. */
export function activatePreviewLenses(previews: Previews): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses({ uri }) {
      const shown = await previews.shown(uri);
      if (typeof shown === 'string') return [];
      const top = new vscode.Range(0, 0, 0, 0);
      return [sizeOf(shown), distanceOf(shown, uri)].map((command) => new vscode.CodeLens(top, command));
    },
  };
  return vscode.Disposable.from(
    changed,
    previews.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider({ scheme: previewScheme }, provider),
  );
}

function sizeOf({ condition }: ShownPrompt): vscode.Command {
  return {
    // No command: a lens that only says something.
    command: '',
    title: tokenWords(estimateTokens(condition.prompt)),
    tooltip: 'An estimate from the length of the text. Each model counts in its own way.',
  };
}

function distanceOf({ checked, condition, baseline, prompt }: ShownPrompt, uri: vscode.Uri): vscode.Command {
  if (condition === baseline) return { command: '', title: 'the baseline that the others are compared with' };
  const { added, removed } = promptDifference(promptDocument(baseline).text, prompt.text);
  const places = new Set([...added.map(({ start }) => start), ...removed.map(({ at }) => at)]).size;
  const against = previewUri(checked, baseline);
  return {
    command: 'vscode.diff',
    title: `differs from ${conditionWords(baseline)} in ${places} ${places === 1 ? 'place' : 'places'}`,
    tooltip: 'Show both side by side',
    arguments: [against, uri, `${conditionWords(baseline)} ↔ ${conditionWords(condition)}`],
  };
}
