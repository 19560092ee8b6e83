import * as vscode from 'vscode';
import { offset } from '../core/text/range.ts';
import type { RunView } from '../core/view/views.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { describeModel } from './modelNotes.ts';
import { toRange } from './ranges.ts';
import type { Runs } from './runs.ts';
import { onlyScenarios, scenarioSelector } from './scenarioDocuments.ts';
import { yamlNeighbourOf } from './yamlNeighbour.ts';

/** What there is to know of the name, model, key or word under the pointer. */
export function activateHovers(scenarios: CheckedScenarios, runs: Runs): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(text, position) {
      const [{ asksForRun, hoverAt }, { schemaHover }, checked] = await Promise.all([
        import('../language/hover/hover.ts'),
        import('../language/hover/schemaHover.ts'),
        scenarios.get(text),
      ]);
      const { document } = checked;
      const at = offset(text.offsetAt(position));
      const lastRun = asksForRun(document, at) ? await lastRunOf(runs, checked) : null;
      const hover = hoverAt({ ...checked, lastRun, describeModel }, at);
      if (hover === null) return null;
      // What the schema says is said by whoever else knows it.
      if (yamlNeighbourOf(text)?.explains === true && schemaHover(document, at)?.markdown === hover.markdown)
        return null;
      return new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document.lines, hover.range));
    },
  };
  return vscode.languages.registerHoverProvider(scenarioSelector, onlyScenarios(provider));
}

/** Like the panel, reads runs in a trusted workspace alone. */
async function lastRunOf(runs: Runs, checked: CheckedScenario): Promise<RunView | null> {
  if (!vscode.workspace.isTrusted) return null;
  // A run that cannot be read is told by the panel; a hover says the rest.
  const view = await runs.view(checked).catch(() => null);
  return view?.run ?? null;
}
