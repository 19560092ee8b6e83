import * as vscode from 'vscode';
import type { Classifier, Flags } from '../../core/scenario/classifier.ts';
import { joinPointer } from '../../core/text/json.ts';
import { exampleOfTrial } from '../../language/exampleOfTrial.ts';
import type { BlindReview } from './blindReview.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import type { ExampleTarget } from '../commandMap.ts';
import { UserError } from '../guard.ts';
import { editOf, locationOf } from '../places.ts';
import type { Runs } from '../running/runs.ts';

export interface AddExampleDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly blind: BlindReview;
}

/** Writes a trial into the examples of a classifier, with the label that the person says it must get, and shows it. */
export async function addExample(
  document: vscode.TextDocument,
  { run, trial, ...chosen }: Omit<ExampleTarget, 'uri'>,
  { scenarios, runs, blind }: AddExampleDeps,
): Promise<void> {
  const checked = await scenarios.current(document);
  const { scenario, conditions } = checked;
  if (scenario === null) throw new UserError('The scenario has errors, so no example is added: mend them first.');
  const transcript = (await (await runs.session(run))?.transcript(trial)) ?? null;
  if (transcript === null) throw new UserError('This trial is not there any more: another run has taken its place.');
  const classifier = await classifierOf(scenario.classifiers, chosen);
  // Whoever labels blind is not told what the verdict says.
  const told = blind.isOn ? [] : transcript.row.verdicts;
  const verdict = told.find((each) => each.classifier === classifier.id)?.label ?? null;
  const flagged = told.flatMap((each) =>
    each.positive === true && each.classifier.startsWith(`${classifier.flags?.of ?? ''}.`) ? (each.label ?? []) : [],
  );
  const expect =
    chosen.expect === undefined
      ? await (classifier.flags === undefined ? pickLabel(classifier, verdict) : pickFlags(classifier.flags, flagged))
      : labelsOf(classifier, chosen.expect);
  const documents = conditions.find(({ id }) => id === transcript.row.condition)?.prompt.documents ?? [];
  const example = { ...exampleOfTrial(transcript, documents), expect };
  if (example.text === '' && example.actions.length === 0)
    throw new UserError('The model neither wrote nor did anything here, so there is nothing to make an example of.');
  const { exampleEdit } = await import('../../language/exampleYaml.ts');
  const edit = exampleEdit(checked.document, classifier.pointer, example);
  if (edit === null)
    throw new UserError(
      `The examples of ${classifier.id} are written in a way that this cannot add to: add one by hand.`,
    );
  if (!(await vscode.workspace.applyEdit(editOf(checked, [edit]))))
    throw new UserError('The scenario could not be changed, so no example is added: try again.');
  const after = await scenarios.current(document);
  const list = after.scenario?.classifiers.find(({ id }) => id === classifier.id)?.examples ?? [];
  const pointer = list.at(-1)?.pointer ?? joinPointer(classifier.pointer, 'examples');
  const { uri, range } = locationOf(after, after.document.keyRange(pointer));
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(range.start, range.start) });
}

/** Whoever says what is expected has chosen the classifier, too. */
async function classifierOf(
  all: readonly Classifier[],
  { classifier, expect }: Pick<ExampleTarget, 'classifier' | 'expect'>,
): Promise<Classifier> {
  if (expect === undefined || classifier === undefined) return pickClassifier(all, classifier ?? null);
  const named = all.find(({ id }) => id === classifier);
  if (named !== undefined) return named;
  throw new UserError(
    `The scenario has no classifier ${classifier}: name one of ${all.map(({ id }) => id).join(', ')}.`,
  );
}

/** What is given from outside, where the classifier can say it. */
function labelsOf({ id, labels, flags }: Classifier, expect: string | readonly string[]): string | readonly string[] {
  const [known, name] = flags === undefined ? [[...labels.positive, ...labels.negative], id] : [flags.all, flags.of];
  const given = typeof expect === 'string' ? [expect] : expect;
  const unknown = given.find((label) => !known.includes(label));
  if (unknown !== undefined) throw new UserError(`${name} does not say ${unknown}: it says ${known.join(', ')}.`);
  if (flags !== undefined) return given;
  const [only, ...more] = given;
  if (only === undefined || more.length > 0) throw new UserError(`${name} gives one label: name one.`);
  return only;
}

async function pickClassifier(all: readonly Classifier[], wanted: string | null): Promise<Classifier> {
  if (all.length === 0) throw new UserError('The scenario has no classifier that an example could test.');
  const first = all.find(({ id }) => id === wanted);
  const sorted = first === undefined ? all : [first, ...all.filter((each) => each !== first)];
  // Flags of one classifier have their examples in common.
  const named = new Map(sorted.map((classifier) => [classifier.flags?.of ?? classifier.id, classifier]));
  const items = [...named].map(([label, classifier]) => ({
    label,
    description: descriptionOf(classifier),
    classifier,
  }));
  const [one] = items;
  if (one !== undefined && items.length === 1) return one.classifier;
  const picked = await vscode.window.showQuickPick(items, { title: 'An example of which classifier?' });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.classifier;
}

function descriptionOf({ title, flags }: Classifier): string {
  return flags === undefined ? title : `marks ${flags.all.join(', ')}`;
}

async function pickLabel({ id, labels }: Classifier, verdict: string | null): Promise<string> {
  const side = (names: readonly string[], word: string): readonly vscode.QuickPickItem[] =>
    names.map((label) => ({ label, description: label === verdict ? `${word}, as the verdict says` : word }));
  const items = [...side(labels.positive, 'positive'), ...side(labels.negative, 'negative')];
  const picked = await vscode.window.showQuickPick(items, { title: `Which label must ${id} give here?` });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.label;
}

async function pickFlags({ of, all }: Flags, flagged: readonly string[]): Promise<readonly string[]> {
  const items = all.map((label) => ({ label, picked: flagged.includes(label) }));
  const title = `Which flags must ${of} mark here?`;
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.map(({ label }) => label);
}
