import * as vscode from 'vscode';
import { partAt } from '../../core/document/filePart.ts';
import type { Problem, Severity } from '../../core/text/problem.ts';
import { problemsBeside } from '../../language/besideYaml.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { findOpen } from './editorFiles.ts';
import { FileDiagnostics, type FileFindings } from './fileDiagnostics.ts';
import { problemLink } from './problemPages.ts';
import { editOf, locationOf, rangeWithin, uriOf } from '../places.ts';
import { onlyScenarios, scenarioSelector } from './scenarioDocuments.ts';
import { yamlNeighbourOf } from './yamlNeighbour.ts';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Squiggles and quick fixes: problems as VS Code shows them. */
export function activateDiagnostics(scenarios: CheckedScenarios): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('scenarist');
  const fixes: vscode.CodeActionProvider = {
    async provideCodeActions(document, range) {
      const view = await scenarios.around(document);
      return view.checked.problems
        .filter((problem) => rangeWithin(view, problem.range)?.intersection(range))
        .flatMap((problem) => quickFixes(view.checked, problem));
    },
  };
  const found = new FileDiagnostics((uri, diagnostics) => collection.set(uri, diagnostics));
  return vscode.Disposable.from(
    collection,
    scenarios.onDidCheck((checked) => found.set(checked.uri, byFile(checked))),
    scenarios.onDidClose((uri) => found.set(uri, [])),
    vscode.languages.registerCodeActionsProvider(scenarioSelector, onlyScenarios(fixes), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/** The diagnostics of a scenario for each of its files, also for those that have none. */
function byFile(checked: CheckedScenario): readonly FileFindings[] {
  const { document } = checked;
  const located = Map.groupBy(shownProblems(checked), ({ range }) => partAt(document, range.start));
  return document.files.map((part) => ({
    uri: uriOf(checked, part),
    diagnostics: (located.get(part) ?? []).map((problem) => toDiagnostic(checked, problem)),
  }));
}

/** Fixes are offered for all problems; of those that a neighbour shows too, its squiggle is enough. */
function shownProblems({ uri, document, problems }: CheckedScenario): readonly Problem[] {
  const file = findOpen(uri);
  const neighbour = file === undefined ? null : yamlNeighbourOf(file);
  return neighbour?.checks === true ? problemsBeside(document, problems, { schema: neighbour.knowsSchema }) : problems;
}

function toDiagnostic(checked: CheckedScenario, problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    locationOf(checked, problem.range).range,
    problem.message,
    severities[problem.severity],
  );
  diagnostic.source = 'scenarist';
  diagnostic.code = { value: problem.code, target: problemLink(problem.code) };
  diagnostic.relatedInformation = (problem.related ?? []).map(
    ({ message, range }) => new vscode.DiagnosticRelatedInformation(locationOf(checked, range), message),
  );
  if (problem.code.startsWith('unused')) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

function quickFixes(checked: CheckedScenario, problem: Problem): readonly vscode.CodeAction[] {
  return (problem.fixes ?? []).map(({ title, edits, creates }, index) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = editOf(checked, edits);
    if (creates !== undefined) {
      const uri = vscode.Uri.joinPath(checked.uri, '..', creates.file);
      action.edit.createFile(uri, { ignoreIfExists: true });
      // Not as the contents of the new file: VS Code loses those of an action that another extension asks for.
      if (creates.text !== '') action.edit.insert(uri, new vscode.Position(0, 0), creates.text);
      action.command = { title: 'Open it', command: 'vscode.open', arguments: [uri] };
    }
    action.diagnostics = [toDiagnostic(checked, problem)];
    action.isPreferred = index === 0;
    return action;
  });
}
