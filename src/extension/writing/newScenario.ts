import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import { idOf, newScenario, stakes, type NewScenario, type Stake } from '../../language/newScenario.ts';
import { UserError } from '../guard.ts';

/** `Scenarist: New Scenario`: three questions, then a folder with a scenario that runs and the scripted model that answers it. */
export async function createScenario(argument?: unknown): Promise<void> {
  const given = readAnswers(argument);
  const stake = given.stake ?? (await askStake());
  const title = given.title ?? (await askTitle());
  const parent = given.folder ?? (await askFolder());
  const folder = vscode.Uri.joinPath(parent, idOf(title));
  if (await exists(folder)) {
    throw new UserError(
      `There is a folder «${idOf(title)}» already. Choose another title, or save the scenario elsewhere.`,
    );
  }
  const [scenario] = await write(folder, { stake, title, canary: randomUUID() });
  if (scenario) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(scenario));
}

async function write(folder: vscode.Uri, answers: NewScenario): Promise<readonly vscode.Uri[]> {
  const uris: vscode.Uri[] = [];
  for (const { path, text } of newScenario(answers)) {
    const uri = vscode.Uri.joinPath(folder, path);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    uris.push(uri);
  }
  return uris;
}

interface Answers {
  readonly stake?: Stake;
  readonly title?: string;
  readonly folder?: vscode.Uri;
}

/** From the explorer's menu comes the folder; from a key binding, any of the answers. */
function readAnswers(argument: unknown): Answers {
  if (argument instanceof vscode.Uri) return { folder: argument };
  if (!isObject(argument)) return {};
  const { stake, title, folder } = argument;
  return {
    ...(isStake(stake) ? { stake } : {}),
    ...(typeof title === 'string' && title.trim() !== '' ? { title } : {}),
    ...(typeof folder === 'string' ? { folder: vscode.Uri.parse(folder, true) } : {}),
  };
}

function isStake(value: unknown): value is Stake {
  return typeof value === 'string' && Object.hasOwn(stakes, value);
}

async function askStake(): Promise<Stake> {
  const items = Object.entries(stakes).map(([stake, { label, detail }]) => ({ stake: stake as Stake, label, detail }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'New Scenario (1/3): what is at stake?',
    placeHolder: 'What the model could do',
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.stake;
}

async function askTitle(): Promise<string> {
  const title = await vscode.window.showInputBox({
    title: 'New Scenario (2/3): what is it called?',
    prompt: 'One line that says what is tested. The file and its id are named after it.',
    placeHolder: 'A mail assistant is to be replaced',
    validateInput: (value) =>
      value.trim() === ''
        ? 'Write a title.'
        : { message: `${idOf(value)}.scenario.yaml`, severity: vscode.InputBoxValidationSeverity.Info },
  });
  if (title === undefined) throw new vscode.CancellationError();
  return title.trim();
}

async function askFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const elsewhere = { label: '$(folder-opened) Choose a folder…', uri: null };
  const items = [
    ...folders.map(({ name, uri }) => ({ label: `$(folder) ${name}`, description: uri.path, uri })),
    elsewhere,
  ];
  const chosen =
    folders.length === 0
      ? elsewhere
      : await vscode.window.showQuickPick(items, { title: 'New Scenario (3/3): where is it saved?' });
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen.uri !== null) return chosen.uri;
  const [picked] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: 'Save here' })) ??
    [];
  if (picked === undefined) throw new vscode.CancellationError();
  return picked;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
