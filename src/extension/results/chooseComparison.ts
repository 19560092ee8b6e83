import * as vscode from 'vscode';
import type { RunSession } from '../../node/runSession.ts';
import { UserError } from '../guard.ts';
import { pickRun, runsOf } from '../panel/shownRun.ts';

export interface ChosenSide {
  readonly run: string;
  readonly model: string | null;
  readonly condition: string | null;
}

export interface ChosenComparison {
  readonly scenario: vscode.Uri;
  readonly first: ChosenSide;
  readonly second: ChosenSide;
}

type Kind = 'run' | 'models' | 'conditions';

interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

/** Asks with what a run is compared: another run, or two models or two conditions of its own. Throws `CancellationError`. */
export async function chooseComparison(scenario: vscode.Uri, session: RunSession): Promise<ChosenComparison> {
  const { manifest } = session;
  const others = (await runsOf(scenario, manifest.scenario.id)).filter((run) => run !== manifest.run);
  const kinds: readonly Choice<Kind>[] = [
    ...(others.length > 0
      ? [{ label: 'With another run', description: 'before and after an edit', value: 'run' as const }]
      : []),
    ...(manifest.models.length > 1 ? [{ label: 'Two models of this run', value: 'models' as const }] : []),
    ...(manifest.conditions.length > 1 ? [{ label: 'Two conditions of this run', value: 'conditions' as const }] : []),
  ];
  const whole: ChosenSide = { run: manifest.run, model: null, condition: null };
  switch (await pick(kinds, 'Compare what?')) {
    case 'run': {
      const other = { ...whole, run: await pickOther(scenario, others) };
      // Names of runs begin with their time: the earlier one is the first.
      const [first, second] = other.run < whole.run ? [other, whole] : [whole, other];
      return { scenario, first, second };
    }
    case 'models': {
      const models = manifest.models.map(({ model }) => ({ label: model, value: model }));
      const [first, second] = await pickTwo(models, 'Compare which model?');
      return { scenario, first: { ...whole, model: first }, second: { ...whole, model: second } };
    }
    case 'conditions': {
      const conditions = manifest.conditions.map(({ id, levels }) => ({
        label: Object.values(levels).join(' · ') || id,
        value: id,
      }));
      const [first, second] = await pickTwo(conditions, 'Compare which condition?');
      return { scenario, first: { ...whole, condition: first }, second: { ...whole, condition: second } };
    }
  }
}

async function pickOther(scenario: vscode.Uri, runs: readonly string[]): Promise<string> {
  const [only, ...more] = runs;
  if (only !== undefined && more.length === 0) return only;
  const run = await pickRun(scenario, runs, { shown: '', asks: 'Compare with which run?' });
  if (run === undefined) throw new vscode.CancellationError();
  return run;
}

async function pickTwo(items: readonly Choice<string>[], title: string): Promise<readonly [string, string]> {
  const first = await pick(items, title);
  const others = items.filter(({ value }) => value !== first);
  const label = items.find(({ value }) => value === first)?.label ?? first;
  return [first, await pick(others, `${label}: compare with which?`)];
}

async function pick<Value>(items: readonly Choice<Value>[], title: string): Promise<Value> {
  if (items.length === 0)
    throw new UserError('There is nothing to compare: this is the only run, on one model in one condition.');
  const chosen = await vscode.window.showQuickPick([...items], {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.value;
}

interface CompareTarget {
  readonly uri: string | undefined;
  readonly run: string | null;
  readonly first: ChosenSide | null;
  readonly second: ChosenSide | null;
}

/** Arguments of a command come from anywhere: what does not fit is left out, and then asked for. */
export function readTarget(value: unknown): CompareTarget {
  const target = fieldsOf(value);
  const uri = text(target['uri']);
  return {
    uri: uri ?? undefined,
    run: text(target['run']),
    first: readSide(target['first']),
    second: readSide(target['second']),
  };
}

function readSide(value: unknown): ChosenSide | null {
  const { run, model, condition } = fieldsOf(value);
  return typeof run === 'string' ? { run, model: text(model), condition: text(condition) } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
