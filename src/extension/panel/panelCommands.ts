import * as vscode from 'vscode';
import { assertNever } from '../../core/text/assertNever.ts';
import type { FromPanel } from '../../protocol/messages.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { executeScenarist } from '../commands.ts';
import type { Comparisons } from '../results/comparisons.ts';
import { UserError } from '../guard.ts';
import { showJudgePrompt } from '../results/judgePrompts.ts';
import { locationOf } from '../places.ts';
import type { Runs } from '../running/runs.ts';
import { requireTrust } from '../trust.ts';
import { copyText, saveSvg } from './exports.ts';

/** What a page asks to be done; the rest of its messages are about the page itself: what it shows, and what it wants to be told. */
export type PanelCommand = Exclude<
  FromPanel,
  {
    type:
      | 'ready'
      | 'focus'
      | 'setBlind'
      | 'getTrials'
      | 'getAnalysis'
      | 'getComparison'
      | 'openTrial'
      | `${'pick' | 'step' | 'show'}Run`
      | 'run';
  }
>;

export interface PanelCommandDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly comparisons: Comparisons;
}

/** The scenario that a page is about, and its run that it shows; null: the last one. */
export interface Shown {
  readonly scenario: vscode.Uri;
  readonly run: string | null;
}

/** Does what a page asks for; `shown` throws where the page is about no scenario. */
export async function runPanelCommand(
  command: PanelCommand,
  shown: () => Shown,
  deps: PanelCommandDeps,
): Promise<void> {
  switch (command.type) {
    case 'openScenario':
      await vscode.commands.executeCommand('workbench.action.quickOpen', '.scenario.y');
      return;
    case 'resume':
      return executeScenarist('scenarist.resume', shown().scenario.toString());
    case 'stop':
      return executeScenarist('scenarist.stop', shown().scenario.toString());
    case 'exportRun':
      return executeScenarist('scenarist.exportRun', shown().scenario.toString(), command.run);
    case 'copy':
      return copyText(command.text);
    case 'saveSvg':
      return saveSvg(command.name, command.svg);
    case 'compare':
      return executeScenarist('scenarist.compare', { uri: shown().scenario.toString(), run: command.run });
    case 'openComparedText':
      return deps.comparisons.openText(command.run, command.file);
    case 'openComparedTrials':
      return deps.comparisons.openTrials(command.run, command);
    case 'decide':
      decide(command, deps.runs);
      return;
    case 'previewPrompt':
      return executeScenarist('scenarist.previewPrompts', {
        uri: shown().scenario.toString(),
        condition: command.condition,
      });
    case 'addExample':
      return executeScenarist('scenarist.addToExamples', {
        ...{ uri: shown().scenario.toString(), run: command.run, trial: command.trial },
        ...(command.classifier !== null && { classifier: command.classifier }),
      });
    case 'review':
      return executeScenarist('scenarist.review', command);
    case 'showJudgePrompt':
      return showJudgePrompt(command);
    case 'gradeAgain':
      return executeScenarist('scenarist.gradeAgain', shown().scenario.toString(), command.run);
    case 'revealRule':
      return revealRule(shown().scenario, command.pointer, deps.scenarios);
    case 'setKey':
      return executeScenarist('scenarist.setApiKey', command.profile);
    case 'manageTrust':
      await vscode.commands.executeCommand('workbench.trust.manage');
      return;
    case 'showProblems':
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      return;
    default:
      return assertNever(command);
  }
}

function decide(
  { run, trial, question, approved, everyUse, reason }: Extract<PanelCommand, { type: 'decide' }>,
  runs: Runs,
): void {
  requireTrust('Running');
  const ruling = { approved, reason, ...(approved && everyUse && { everyUse }) };
  if (!runs.decide(run, trial, question, ruling))
    throw new UserError('This action waits no more: it was decided already, or its run has ended.');
}

async function revealRule(scenario: vscode.Uri, pointer: string, scenarios: CheckedScenarios): Promise<void> {
  const checked = await scenarios.get(await vscode.workspace.openTextDocument(scenario));
  const { uri, range } = locationOf(checked, checked.document.valueRange(pointer));
  // No selection: a key that was meant for the panel would take its place.
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(range.start, range.start) });
}
