import type * as vscode from 'vscode';
import { BlindReview } from './results/blindReview.ts';
import { CheckedScenarios } from './checking/checkedScenarios.ts';
import { activateCodeActions } from './writing/codeActions.ts';
import { addExample } from './results/addExample.ts';
import { activateCodeLenses } from './writing/codeLenses.ts';
import { activateCompletions } from './writing/completions.ts';
import { readExampleTarget, readTestTarget, registerCommands } from './commands.ts';
import { activateDiagnostics } from './checking/diagnostics.ts';
import { activateFormatting } from './writing/formatting.ts';
import { EarlierRuns } from './running/earlierRuns.ts';
import { Comparisons } from './results/comparisons.ts';
import { exportRun } from './results/exportRun.ts';
import { createGuard, UserError } from './guard.ts';
import { activateHovers } from './writing/hovers.ts';
import { importTranscripts } from './results/importTranscripts.ts';
import { activateJudgePrompts } from './results/judgePrompts.ts';
import { Keys } from './models/keys.ts';
import { LastResults } from './results/lastResults.ts';
import { activateNavigation } from './writing/navigation.ts';
import { OutputLog } from './outputLog.ts';
import { Previews } from './preview/preview.ts';
import { activatePreviewCursor } from './preview/previewCursor.ts';
import { activatePreviewLenses } from './preview/previewLenses.ts';
import { activatePreviewMarks } from './preview/previewMarks.ts';
import { explainProblem } from './checking/problemPages.ts';
import { watchPrices } from './models/priceSettings.ts';
import { watchProblemSettings } from './checking/problemSettings.ts';
import { createEditorProviders } from './models/editorProviders.ts';
import { RecentModels } from './running/recentModels.ts';
import { activateRename } from './writing/rename.ts';
import { OpenPanels } from './panel/openPanels.ts';
import { ResultsEditors } from './panel/resultsEditors.ts';
import { ResultsView } from './panel/resultsView.ts';
import { review } from './panel/reviewing.ts';
import { RunDocuments } from './results/runDocuments.ts';
import { RunStatus, showRunMenu } from './running/runStatus.ts';
import { RunCommands } from './running/runCommands.ts';
import { Runs } from './running/runs.ts';
import { ScenarioFocus } from './scenarioFocus.ts';
import { activateSemanticTokens } from './writing/semanticTokens.ts';
import { activateSkeleton, insertSkeleton } from './writing/skeleton.ts';
import { activateSymbols } from './writing/symbols.ts';
import { TestExplorer } from './testing/testExplorer.ts';
import { activateWorkspaceSymbols } from './writing/workspaceSymbols.ts';
import { activateYamlScenarios } from './checking/yamlScenarios.ts';

/** The composition root: dependencies first, then features. No logic. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const keys = own(new Keys(context.secrets));
  const log = own(new OutputLog(() => keys.known));
  const guard = createGuard(log);
  const scenarios = own(new CheckedScenarios(own(watchProblemSettings(log))));
  const focus = own(new ScenarioFocus());
  const prices = own(watchPrices(log));
  const runs = own(new Runs({ log, guard, prices: () => prices.current, providers: createEditorProviders(keys) }));
  const earlier = own(new EarlierRuns({ runs, guard, providers: createEditorProviders(keys) }));
  const previews = own(new Previews(scenarios));
  const comparisons = own(new Comparisons(runs));
  own(new RunDocuments(runs));
  const panels = new OpenPanels();
  const blind = own(new BlindReview(context.workspaceState));
  const shownRunOf = (scenario: vscode.Uri): string | null => panels.runOf(scenario);
  const panel = {
    ...{ root: context.extensionUri, scenarios, focus, runs, keys, guard, comparisons, panels, blind },
    kept: context.workspaceState,
  };
  const editors = own(new ResultsEditors(panel));
  const results = own(new ResultsView(panel));
  const recent = new RecentModels(context.workspaceState);
  const commands = new RunCommands({
    ...{ scenarios, focus, runs, keys, recent, shownRunOf },
    prices: () => prices.current,
    showResults: () => results.show(),
    showLast: (scenario) => results.showLast(scenario),
  });
  own(new RunStatus(runs));
  const last = own(new LastResults(runs, guard));
  const tests = own(
    new TestExplorer({
      ...{ scenarios, runs, guard, log, blind },
      prices: () => prices.current,
      providers: createEditorProviders(keys),
    }),
  );

  own(activateYamlScenarios(scenarios));
  own(activateDiagnostics(scenarios));
  own(activateHovers({ scenarios, runs, prices, blind }));
  own(activateCompletions(scenarios, recent));
  own(activateNavigation(scenarios));
  own(activateRename(scenarios));
  own(activateSymbols(scenarios));
  own(activateWorkspaceSymbols());
  own(activateSemanticTokens(scenarios));
  own(activateCodeActions(scenarios));
  own(activateFormatting(scenarios));
  own(activateSkeleton());
  own(activateCodeLenses({ scenarios, keys, runs, earlier, last, blind, prices }));
  own(activateJudgePrompts(runs));
  own(activatePreviewLenses(previews));
  own(activatePreviewMarks(previews, guard));
  own(activatePreviewCursor({ previews, scenarios }, guard));
  own(
    registerCommands(
      {
        'scenarist.run': (target) => commands.run(target),
        'scenarist.runModel': () => commands.runModel(),
        'scenarist.runLevel': () => commands.runLevel(),
        'scenarist.runFresh': (target) => commands.runFresh(target),
        'scenarist.runBatch': (target) => commands.runBatch(target),
        'scenarist.runAll': (clicked, selected) => commands.runAll(clicked, selected),
        'scenarist.resume': (uri) => commands.resume(uri),
        'scenarist.gradeAgain': (uri, run, choice) => commands.gradeAgain(uri, run, choice),
        'scenarist.stop': (uri) => commands.stop(uri),
        'scenarist.review': (said) => review(runs, said),
        'scenarist.reviewBlind': (on) => blind.set(typeof on === 'boolean' ? on : !blind.isOn),
        'scenarist.exportRun': async (uri, run, target) => {
          const document = await commands.scenarioOf(uri);
          const shown = run ?? shownRunOf(document.uri);
          await exportRun({ document, run: shown, target }, { scenarios, runs, guard, keys: () => keys.known });
        },
        'scenarist.importTranscripts': () =>
          importTranscripts({
            ...{ scenarios, runs, open: () => commands.scenarioIfOpen() },
            showLast: (scenario) => results.showLast(scenario),
          }),
        'scenarist.testExamples': async (argument) => {
          const target = readTestTarget(argument);
          await tests.testExamples(await commands.scenarioOf(target?.uri), target?.classifier ?? null);
        },
        'scenarist.addToExamples': async (argument) => {
          const target = readExampleTarget(argument) ?? results.shownTrial;
          if (target === null) throw new UserError('No trial is open: choose one in the results first.');
          await addExample(await commands.scenarioOf(target.uri), target, { scenarios, runs, blind });
        },
        'scenarist.previewPrompts': async (target) =>
          previews.open(await commands.scenarioOf(target?.uri), target?.condition),
        'scenarist.comparePrompts': async () => previews.compare(await commands.scenarioOf(undefined)),
        'scenarist.compare': async (target) => {
          const scenarioOf = (uri: string | undefined): Promise<vscode.TextDocument> => commands.scenarioOf(uri);
          await results.reveal(await comparisons.command(target, { scenarios, scenarioOf, shownRunOf }));
        },
        'scenarist.setApiKey': (profile) => keys.ask(profile),
        'scenarist.removeApiKey': () => keys.remove(),
        'scenarist.showResults': () => results.focus(),
        'scenarist.openResults': async (uri) => {
          const scenario = (await commands.scenarioOf(typeof uri === 'string' ? uri : undefined)).uri;
          editors.open(scenario, shownRunOf(scenario));
        },
        'scenarist.findInResults': () => panels.do('find'),
        'scenarist.goBack': () => panels.do('back'),
        'scenarist.goForward': () => panels.do('forward'),
        'scenarist.showLog': () => log.show(),
        'scenarist.showRunMenu': () => showRunMenu(runs),
        'scenarist.explainProblem': (code) => explainProblem(context.extensionUri, code),
        'scenarist.newScenario': async (answers) => (await import('./writing/newScenario.ts')).createScenario(answers),
        'scenarist.insertSkeleton': (uri) => insertSkeleton(uri),
      },
      guard,
    ),
  );
}
