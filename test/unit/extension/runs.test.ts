import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { createPrices } from '../../../src/core/provider/prices.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import type { CheckedScenario } from '../../../src/extension/checking/checkedScenarios.ts';
import { Runs } from '../../../src/extension/running/runs.ts';
import { RunStatus } from '../../../src/extension/running/runStatus.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { createScriptedFiles } from '../../../src/node/scriptedFiles.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { createScriptedProvider } from '../../../src/providers/scripted/scriptedProvider.ts';
import { answerOf, fakeProvider } from '../../support/runs.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { statusItem } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenarist-runs-'));
  await writeFile(join(root, 'demo.model.yaml'), 'scripted-model: 1\nrules:\n  - answers: [{text: All done.}]\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

function open(name: string, more = '') {
  const uri = vscode.Uri.file(join(root, name));
  const document = parseDocument(scenarioText(`id: ${name.replace('.scenario.yaml', '')}\n${more}`));
  const { scenario, ...checked } = checkScenario(document, sha256);
  if (scenario === null) throw new Error('the scenario of the test is not valid');
  const found = {
    uri,
    version: 1,
    own: document,
    document,
    named: new Map(),
    ...checked,
    scenario,
  } satisfies CheckedScenario;
  return { uri, checked: found, models: scenario.run.models, where: [], fresh: true };
}

/** Runs whose models answer when the gate opens; `failures` is what the user would be told. */
function create(gate: Promise<void> = Promise.resolve(), other: Provider | null = null) {
  const failures: unknown[] = [];
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const runs = new Runs({
    log,
    guard: async (_, work) => {
      try {
        await work();
      } catch (error) {
        failures.push(error);
      }
    },
    prices: () => createPrices(),
    providers: (path, folder) => {
      const scripted = createScriptedProvider({ read: createScriptedFiles(path, folder), clock: systemClock });
      const late: Provider = {
        ...scripted,
        send: async (request, options) => {
          await gate;
          return scripted.send(request, options);
        },
      };
      return () => Promise.resolve(other ?? late);
    },
  });
  return { runs, failures };
}

function ended(runs: Runs, uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!runs.isRunning(uri)) resolve();
    };
    runs.onDidStartOrEnd(look);
    look();
  });
}

test('a second start of the same scenario is refused, however soon; another scenario runs beside it', async () => {
  const gate = Promise.withResolvers<undefined>();
  const { runs, failures } = create(gate.promise);
  const [a, b] = [open('a.scenario.yaml'), open('b.scenario.yaml')];
  const first = runs.start(a);
  await expect(runs.start(a)).rejects.toThrow('running already');
  await Promise.all([first, runs.start(b)]);
  expect([a, b].map(({ uri }) => runs.isRunning(uri))).toEqual([true, true]);
  gate.resolve(undefined);
  await Promise.all([ended(runs, a.uri), ended(runs, b.uri)]);
  const views = await Promise.all([runs.view(a.checked), runs.view(b.checked)]);
  expect(views.map((view) => view?.run.status)).toEqual(['finished', 'finished']);
  expect(views.map((view) => view?.run.progress.completed)).toEqual([2, 2]);
  expect(failures).toEqual([]);
  runs.dispose();
});

test('Stop counts while the run is still being started', async () => {
  const { runs, failures } = create(new Promise(() => undefined));
  const scenario = open('c.scenario.yaml');
  const starting = runs.start(scenario);
  runs.stop(scenario.uri);
  await starting;
  await ended(runs, scenario.uri);
  const view = await runs.view(scenario.checked);
  expect(view?.run).toMatchObject({ status: 'stopped', progress: { completed: 0 } });
  expect(failures).toEqual([]);
  runs.dispose();
});

test('a run that another has replaced is no longer answered for, and its trials are told apart from the new ones', async () => {
  const { runs, failures } = create();
  const scenario = open('d.scenario.yaml');
  const changes: (readonly [run: string, trial: string | null])[] = [];
  runs.onDidChange(({ run, trial }) => changes.push([run, trial]));
  const runOnce = async (): Promise<string> => {
    await runs.start(scenario);
    await ended(runs, scenario.uri);
    return (await runs.view(scenario.checked))?.run.run ?? '';
  };
  const first = await runOnce();
  const [record] = (await runs.session(first))?.state.trials() ?? [];
  const trial = record?.id ?? '';
  expect(await (await runs.session(first))?.transcript(trial)).not.toBeNull();
  const second = await runOnce();
  expect(second).not.toBe(first);
  expect(await runs.session(first)).toBeNull();
  expect(await (await runs.session(second))?.transcript(trial)).not.toBeNull();
  // The one before can still be chosen.
  expect((await runs.view(scenario.checked, first))?.run.run).toBe(first);
  expect(await (await runs.session(first))?.transcript(trial)).not.toBeNull();
  expect(new Set(changes.filter(([, each]) => each === trial).map(([run]) => run))).toEqual(new Set([first, second]));
  expect(failures).toEqual([]);
  runs.dispose();
});

test('a new window finds the last run of a file', async () => {
  const scenario = open('e.scenario.yaml');
  const { runs: first } = create();
  await first.start(scenario);
  await ended(first, scenario.uri);
  first.dispose();
  const { runs: second } = create();
  const view = await second.view(scenario.checked);
  expect(view).toMatchObject({ run: { status: 'finished', progress: { completed: 2 } }, isHeld: false });
  second.dispose();
});

test('a run that was written elsewhere is the last one as soon as it is told of', async () => {
  const scenario = open('f.scenario.yaml');
  const [{ runs: here }, { runs: elsewhere }] = [create(), create()];
  const names: (string | undefined)[] = [];
  for (let n = 0; n < 2; n++) {
    await elsewhere.start(scenario);
    await ended(elsewhere, scenario.uri);
    let told = 0;
    here.onDidStartOrEnd(() => told++);
    await here.tellWritten(scenario.uri);
    expect(told).toBe(1);
    names.push((await here.view(scenario.checked))?.run.run);
    expect(names[n]).toBe((await elsewhere.view(scenario.checked))?.run.run);
  }
  expect(new Set(names).size).toBe(2);
  here.dispose();
  elsewhere.dispose();
});

test('several start together: the status bar sums them up while they go on and for a moment after', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const gate = Promise.withResolvers<undefined>();
  const { runs, failures } = create(gate.promise);
  const status = new RunStatus(runs);
  const [a, b] = [open('g.scenario.yaml'), open('h.scenario.yaml')];
  expect(statusItem.visible).toBe(false);
  await runs.startAll([a, b], null);
  expect(statusItem).toMatchObject({ text: '$(play) 0/4', visible: true, command: 'scenarist.showRunMenu' });
  gate.resolve(undefined);
  await Promise.all([ended(runs, a.uri), ended(runs, b.uri)]);
  expect(statusItem).toMatchObject({ text: '$(check) 4/4', visible: true });
  vi.advanceTimersByTime(60_000);
  expect(statusItem.visible).toBe(false);
  expect(failures).toEqual([]);
  status.dispose();
  runs.dispose();
  vi.useRealTimers();
});

test('where one of several runs already, none is started; Stop stops all', async () => {
  const gate = Promise.withResolvers<undefined>();
  const { runs, failures } = create(gate.promise);
  const [a, b] = [open('i.scenario.yaml'), open('j.scenario.yaml')];
  await runs.start(b);
  await expect(runs.startAll([a, b], null)).rejects.toThrow('running already');
  expect(runs.isRunning(a.uri)).toBe(false);
  await runs.start(a);
  runs.stopAll();
  gate.resolve(undefined);
  await Promise.all([ended(runs, a.uri), ended(runs, b.uri)]);
  const views = await Promise.all([runs.view(a.checked), runs.view(b.checked)]);
  expect(views.map((view) => view?.run.status)).toEqual(['stopped', 'stopped']);
  expect(failures).toEqual([]);
  runs.dispose();
});

test('a run that is out of budget goes on under the budget that is given', async () => {
  const answer = { ...answerOf('Done.'), usage: { ...answerOf('').usage, outputTokens: 100 } };
  const { runs, failures } = create(
    Promise.resolve(),
    fakeProvider(() => answer),
  );
  // What one request may cost at most, and not what two may.
  const scenario = open(
    'e.scenario.yaml',
    'run: {samples: 2, max_tokens: 100, models: [openai/gpt-4.1], budget_usd: 0.005}',
  );
  const status = async () => (await runs.view(scenario.checked))?.run;
  await runs.start(scenario);
  await ended(runs, scenario.uri);
  expect(await status()).toMatchObject({ status: 'out-of-budget', progress: { completed: 1 } });
  await runs.resume(scenario.checked, () => Promise.resolve(), 0.01);
  await ended(runs, scenario.uri);
  expect(await status()).toMatchObject({ status: 'finished', progress: { completed: 2 }, cost: { budget: 0.01 } });
  expect(failures).toEqual([]);
  runs.dispose();
});
