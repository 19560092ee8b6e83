import * as vscode from 'vscode';
import type { RunView } from '../../core/view/views.ts';
import type { BlindReview } from '../results/blindReview.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import { describeModel } from './modelNotes.ts';
import type { PriceSettings } from '../models/priceSettings.ts';
import { offsetIn, rangeWithin } from '../places.ts';
import type { Runs } from '../running/runs.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';
import { yamlNeighbourOf } from '../checking/yamlNeighbour.ts';

export interface HoversDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly prices: PriceSettings;
  readonly blind: BlindReview;
}

/** What there is to know of the name, model, key or word under the pointer. */
export function activateHovers({ scenarios, runs, prices, blind }: HoversDeps): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(text, position) {
      const [{ asksForRun, hoverAt }, { schemaHover }, view] = await Promise.all([
        import('../../language/hover/hover.ts'),
        import('../../language/hover/schemaHover.ts'),
        scenarios.around(text),
      ]);
      const { checked } = view;
      const { document } = checked;
      const at = offsetIn(view, position);
      const found = asksForRun(document, at) ? await lastRunOf(runs, checked) : null;
      const lastRun = found !== null && blind.isOn ? 'hidden' : found;
      const describe = (reference: string): string | null => describeModel(reference, prices.current);
      const hover = hoverAt({ ...checked, lastRun, describeModel: describe }, at);
      if (hover === null) return null;
      // What the schema says is said by whoever else knows it.
      if (yamlNeighbourOf(text)?.explains === true && schemaHover(document, at)?.markdown === hover.markdown)
        return null;
      const range = rangeWithin(view, hover.range);
      return range === null ? null : new vscode.Hover(new vscode.MarkdownString(hover.markdown), range);
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
