import * as vscode from 'vscode';
import { partAt } from '../../core/document/filePart.ts';
import { offset } from '../../core/text/range.ts';
import { assertNever } from '../../core/text/assertNever.ts';
import { scenarioLenses, type LensAction } from '../../language/lenses.ts';
import { resultLenses, type ResultAction } from '../../language/resultLenses.ts';
import type { BlindReview } from '../results/blindReview.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { commandOf } from '../commands.ts';
import type { EarlierRuns } from '../running/earlierRuns.ts';
import type { Keys } from '../models/keys.ts';
import type { LastResults } from '../results/lastResults.ts';
import type { PriceSettings } from '../models/priceSettings.ts';
import { unknownProfiles } from '../models/profiles.ts';
import { rangeWithin } from '../places.ts';
import type { Runs } from '../running/runs.ts';
import { changesScenarios, onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';

export interface CodeLensesDeps {
  readonly scenarios: CheckedScenarios;
  readonly keys: Keys;
  readonly runs: Runs;
  readonly earlier: EarlierRuns;
  readonly last: LastResults;
  readonly blind: BlindReview;
  readonly prices: PriceSettings;
}

/** «▶ Run», «Preview prompts» and the rest, above the lines they are about. */
export function activateCodeLenses({
  scenarios,
  keys,
  runs,
  earlier,
  last,
  blind,
  prices,
}: CodeLensesDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      // How many trials are left to run is said of what would be run.
      const checked = await scenarios.current(document);
      const { scenario } = checked;
      if (scenario === null) return [];
      const profiles = new Set(scenario.run.models.map(({ profile }) => profile));
      const input = {
        ...checked,
        scenario,
        keyless: await keys.missing(profiles),
        unknown: unknownProfiles(profiles),
        running: runs.isRunning(document.uri),
        earlier: earlier.of(checked),
        prices: prices.current,
      };
      const view = { checked, part: partAt(checked.document, offset(0)) };
      const found = last.of(checked);
      const told = found !== null && blind.isOn ? 'hidden' : found;
      const results = resultLenses({ document: checked.document, scenario, last: told });
      return [...scenarioLenses(input), ...results].flatMap((lens) => {
        const command = { ...toCommand(document.uri.toString(), lens.title, lens.action), tooltip: lens.tooltip };
        const range = rangeWithin(view, lens.range);
        return range === null ? [] : [new vscode.CodeLens(range, command)];
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    keys.onDidChange(() => changed.fire()),
    runs.onDidStartOrEnd(() => changed.fire()),
    prices.onDidChange(() => changed.fire()),
    earlier.onDidChange(() => changed.fire()),
    last.onDidChange(() => changed.fire()),
    blind.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (changesScenarios(change)) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(scenarioSelector, onlyScenarios(provider)),
  );
}

function toCommand(uri: string, title: string, action: LensAction | ResultAction): vscode.Command {
  switch (action.do) {
    case 'run':
      return commandOf('scenarist.run', title, { uri, models: action.models, where: action.where });
    case 'preview':
      return commandOf('scenarist.previewPrompts', title, { uri });
    case 'setKey':
      return commandOf('scenarist.setApiKey', title, action.profile);
    case 'addProfile':
      return { title, command: 'workbench.action.openSettings', arguments: ['scenarist.profiles'] };
    case 'resume':
      return commandOf('scenarist.resume', title, uri);
    case 'stop':
      return commandOf('scenarist.stop', title, uri);
    case 'showResults':
      return commandOf('scenarist.showResults', title);
    case 'testExamples':
      return commandOf('scenarist.testExamples', title, { uri, classifier: action.classifier });
    default:
      return assertNever(action);
  }
}
