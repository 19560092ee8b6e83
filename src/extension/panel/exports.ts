import * as vscode from 'vscode';

/** Asks where a picture goes, and writes it there; nothing where the question was left. */
export async function saveSvg(name: string, svg: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 80)}.svg`;
  const uri = await vscode.window.showSaveDialog({
    title: 'Save Chart as SVG',
    filters: { 'SVG picture': ['svg'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(svg));
}

export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('$(check) Copied as Markdown', 3000);
}
