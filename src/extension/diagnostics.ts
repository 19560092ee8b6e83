import * as vscode from 'vscode';
import type { Problem, Severity } from '../core/text/problem.ts';
import { problemsBeside } from '../language/besideYaml.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { problemLink } from './problemPages.ts';
import { toRange } from './ranges.ts';
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
      const checked = await scenarios.get(document);
      return checked.problems
        .filter((problem) => toRange(checked.document.lines, problem.range).intersection(range))
        .flatMap((problem) => quickFixes(checked, problem));
    },
  };
  return vscode.Disposable.from(
    collection,
    scenarios.onDidCheck((checked) =>
      collection.set(
        checked.uri,
        shownProblems(checked).map((problem) => toDiagnostic(checked, problem)),
      ),
    ),
    scenarios.onDidClose((uri) => collection.delete(uri)),
    vscode.languages.registerCodeActionsProvider(scenarioSelector, onlyScenarios(fixes), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/** Fixes are offered for all problems; of those that a neighbour shows too, its squiggle is enough. */
function shownProblems({ uri, document, problems }: CheckedScenario): readonly Problem[] {
  const file = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const neighbour = file === undefined ? null : yamlNeighbourOf(file);
  return neighbour?.checks === true ? problemsBeside(document, problems, { schema: neighbour.knowsSchema }) : problems;
}

function toDiagnostic({ uri, document }: CheckedScenario, problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document.lines, problem.range),
    problem.message,
    severities[problem.severity],
  );
  diagnostic.source = 'scenarist';
  diagnostic.code = { value: problem.code, target: problemLink(problem.code) };
  diagnostic.relatedInformation = (problem.related ?? []).map(
    ({ message, range }) =>
      new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(document.lines, range)), message),
  );
  if (problem.code.startsWith('unused')) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

function quickFixes(checked: CheckedScenario, problem: Problem): readonly vscode.CodeAction[] {
  return (problem.fixes ?? []).map((fix, index) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of fix.edits)
      action.edit.replace(checked.uri, toRange(checked.document.lines, range), newText);
    action.diagnostics = [toDiagnostic(checked, problem)];
    action.isPreferred = index === 0;
    return action;
  });
}
