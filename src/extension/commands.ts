import * as vscode from 'vscode';
import type { LevelChoice } from '../language/lenses.ts';
import type { Commands, ExampleTarget, RunTarget, TestTarget } from './commandMap.ts';
import type { Guard } from './guard.ts';

export type CommandHandlers = { readonly [K in keyof Commands]: (...args: Commands[K]) => unknown };

export function registerCommands(handlers: CommandHandlers, guard: Guard): vscode.Disposable {
  const entries = Object.entries(handlers) as readonly [keyof Commands, (...args: unknown[]) => unknown][];
  return vscode.Disposable.from(
    ...entries.map(([id, handler]) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) => guard(id, () => handler(...args))),
    ),
  );
}

export function commandOf<K extends keyof Commands>(command: K, title: string, ...args: Commands[K]): vscode.Command {
  return { command, title, arguments: args };
}

export async function executeScenarist<K extends keyof Commands>(command: K, ...args: Commands[K]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}

/** Arguments of a command come from anywhere (a key binding, another extension, `Uri` from a menu): checked here. */
export function readRunTarget(value: unknown): RunTarget | null {
  if (typeof value !== 'object' || value === null || !('uri' in value) || typeof value.uri !== 'string') return null;
  const models =
    'models' in value && Array.isArray(value.models) ? value.models.filter((model) => typeof model === 'string') : null;
  const where = 'where' in value && Array.isArray(value.where) ? value.where.filter(isLevelChoice) : [];
  return { uri: value.uri, models, where };
}

export function readTestTarget(value: unknown): TestTarget | null {
  if (typeof value !== 'object' || value === null || !('uri' in value) || typeof value.uri !== 'string') return null;
  const classifier = 'classifier' in value && typeof value.classifier === 'string' ? value.classifier : undefined;
  return { uri: value.uri, ...(classifier !== undefined && { classifier }) };
}

export function readExampleTarget(value: unknown): ExampleTarget | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('uri' in value && 'run' in value && 'trial' in value)) return null;
  const { uri, run, trial } = value;
  if (typeof uri !== 'string' || typeof run !== 'string' || typeof trial !== 'string') return null;
  const classifier = 'classifier' in value && typeof value.classifier === 'string' ? value.classifier : undefined;
  const expect = 'expect' in value ? readLabels(value.expect) : undefined;
  return { uri, run, trial, ...(classifier !== undefined && { classifier }), ...(expect !== undefined && { expect }) };
}

function readLabels(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

/** What a menu of the explorer is about: all that is selected, else what was clicked; nothing from the palette. */
export function readSelection(clicked: unknown, selected: unknown): readonly vscode.Uri[] {
  const chosen = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return chosen.filter((each) => each instanceof vscode.Uri);
}

function isLevelChoice(value: unknown): value is LevelChoice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'factor' in value &&
    'level' in value &&
    typeof value.factor === 'string' &&
    typeof value.level === 'string'
  );
}
