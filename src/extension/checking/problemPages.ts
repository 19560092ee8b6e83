import * as vscode from 'vscode';

/** What a squiggle's code leads to: the section about that problem in the documentation that comes with the extension. */
export function problemLink(code: string): vscode.Uri {
  return vscode.Uri.parse(`command:scenarist.explainProblem?${encodeURIComponent(JSON.stringify([code]))}`);
}

/** Opens the page of problems at the section of a code; at its start without one. */
export async function explainProblem(root: vscode.Uri, code?: unknown): Promise<void> {
  const page = vscode.Uri.joinPath(root, 'docs', 'problems.md');
  const isCode = typeof code === 'string' && /^[a-z0-9-]+$/.test(code);
  await vscode.commands.executeCommand('markdown.showPreview', isCode ? page.with({ fragment: code }) : page);
}
