import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import { CheckedScenarios, type CheckedScenario } from '../../../src/extension/checking/checkedScenarios.ts';
import type { ProblemSettings } from '../../../src/extension/checking/problemSettings.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { EditedFile, editor, vscode as fake } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

// What the first check loads.
beforeAll(() => import('../../../src/extension/checking/check.ts'));
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
let scenarios: CheckedScenarios | undefined;
afterEach(() => {
  scenarios?.dispose();
  fake.workspace.textDocuments.length = 0;
  vi.useRealTimers();
});

const settings = { current: {}, onDidChange: () => ({ dispose: () => undefined }) } as unknown as ProblemSettings;

/** An open file, and the versions of it that were checked to the end. */
function open(lines = 10) {
  const all = (scenarios = new CheckedScenarios(settings));
  const checked: number[] = [];
  all.onDidCheck(({ version }) => checked.push(version));
  const file = new EditedFile('/a.scenario.yaml', scenarioText(), lines);
  editor.opened.fire(file);
  const get = (): Promise<CheckedScenario> => all.get(file as unknown as vscode.TextDocument);
  return { file, checked, get };
}

/** Turns of the event loop: the clock is not the real one. A check takes a few, and as many as the disk needs. */
async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setImmediate(resolve));
}

test('a file is checked when it is opened, and once after a hundred keystrokes', async () => {
  const { file, checked } = open();
  vi.advanceTimersByTime(1);
  await until(() => checked.length === 1);
  expect(file.reads).toBe(1);
  for (let stroke = 0; stroke < 100; stroke++) {
    file.type();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(file.reads).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  await until(() => checked.length === 2);
  expect(file.reads).toBe(2);
  expect(checked).toEqual([1, 101]);
});

test('nobody who asks starts a check before the typist rests, and all are told of the last text', async () => {
  const { file, checked, get } = open();
  vi.advanceTimersByTime(1);
  await until(() => checked.length === 1);
  file.type();
  const first = get();
  const second = get();
  await vi.advanceTimersByTimeAsync(100);
  file.type();
  const third = get();
  await vi.advanceTimersByTimeAsync(100);
  expect(file.reads).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  const told = await Promise.all([first, second, third]);
  expect(told.map(({ version }) => version)).toEqual([3, 3, 3]);
  expect(file.reads).toBe(2);
});

test('typing ends a check under way', async () => {
  const { file, checked } = open();
  vi.advanceTimersByTime(1);
  await until(() => file.reads === 1);
  file.type();
  await vi.advanceTimersByTimeAsync(200);
  await until(() => checked.length > 0);
  expect(checked).toEqual([2]);
});

test('in a large file a typist may be slower', async () => {
  const { file, checked } = open(10_000);
  vi.advanceTimersByTime(1);
  await until(() => checked.length === 1);
  for (let stroke = 0; stroke < 20; stroke++) {
    file.type();
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(file.reads).toBe(1);
});

test('saving checks nothing', async () => {
  const { file, checked } = open();
  vi.advanceTimersByTime(1);
  await until(() => checked.length === 1);
  file.save();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(file.reads).toBe(1);
});

/** An open scenario that includes a fragment, and what each check of it found to send. */
async function openWithFragment(folder: string) {
  const write = (text: string): Promise<void> => writeFile(join(folder, 'a.fragment.yaml'), text);
  await write('vars: {greeting: First.}');
  const all = (scenarios = new CheckedScenarios(settings));
  const sent: (string | undefined)[] = [];
  all.onDidCheck((checked) => sent.push(greetingOf(checked)));
  const text = scenarioText('include: [a.fragment.yaml]\nuser: "{{greeting}}"');
  const file = new EditedFile(join(folder, 'a.scenario.yaml'), text, 10);
  fake.workspace.textDocuments = [file];
  editor.opened.fire(file);
  vi.advanceTimersByTime(1);
  await until(() => sent.length === 1);
  return { write, sent, current: () => all.current(file as unknown as vscode.TextDocument) };
}

const greetingOf = ({ conditions }: CheckedScenario) => conditions[0]?.prompt.messages[0]?.content.text;

test('a file that is named and has changed unseen is read when the window is looked at again, or before it is run', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'scenarist-window-'));
  const { write, sent, current } = await openWithFragment(folder.path);
  await write('vars: {greeting: Second.}');
  editor.window.fire({ focused: true });
  await until(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(200);
  await until(() => sent.length === 2);
  await write('vars: {greeting: Third.}');
  const checked = current();
  await until(() => vi.getTimerCount() > 0);
  vi.advanceTimersByTime(1);
  await checked;
  expect(sent).toEqual(['First.', 'Second.', 'Third.']);
});

test('what is run is what the files say, also where they are told to have changed while they are read', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'scenarist-window-'));
  const { write, current } = await openWithFragment(folder.path);
  await write('vars: {greeting: Second.}');
  const checked = current();
  await until(() => vi.getTimerCount() > 0);
  const ended = { is: false };
  void checked.then(() => (ended.is = true));
  editor.window.fire({ focused: true });
  // Meanwhile the check of `current` is given up for another, which waits a moment.
  for (let turn = 0; turn < 1_000 && !ended.is; turn++) await new Promise((resolve) => setImmediate(resolve));
  while (!ended.is) await vi.advanceTimersByTimeAsync(200);
  expect(greetingOf(await checked)).toBe('Second.');
});

test.each(['git', 'scenarist-run'])(
  'who asks about a text of «%s» is answered, and nobody else is told',
  async (scheme) => {
    const { checked } = open();
    vi.advanceTimersByTime(1);
    await until(() => checked.length === 1);
    const earlier = new EditedFile('/a.scenario.yaml', scenarioText(), 10, scheme);
    editor.opened.fire(earlier);
    const answer = scenarios?.get(earlier as unknown as vscode.TextDocument);
    vi.advanceTimersByTime(1);
    expect((await answer)?.scenario).not.toBeNull();
    expect(checked).toEqual([1]);
  },
);
