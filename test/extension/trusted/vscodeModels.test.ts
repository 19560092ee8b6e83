import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import type { RunManifest } from '../../../src/core/run/manifest.ts';
import type { FakeModels } from '../fakeModels/main.ts';
import { eventually, workspaceFile } from '../support.ts';
import { readEvents, readPlan, runNames } from '../storedRuns.ts';

/** A run on disk. */
interface Run {
  readonly manifest: RunManifest;
  readonly events: readonly JournalEvent[];
}

const failing = ['no-permissions', 'blocked', 'not-found'];
const failingOnce = ['rate-limited', 'fails', 'breaks-off'];

function scenario(id: string, models: readonly string[], more = ''): string {
  return `scenarist: 1
id: ${id}
system: You tend the harbour’s mail.
user: Process the inbox.
run: {samples: 1, max_tokens: 100, models: [${models.map((family) => `vscode/fake/${family}`).join(', ')}]${more}}
classifiers:
  - {id: inbox, gate: {text: {contains_any: [inbox]}}, labels: {positive: [named], negative: [none], otherwise: none}}
`;
}

const written: vscode.Uri[] = [];

async function open(id: string, text: string): Promise<vscode.TextDocument> {
  const uri = workspaceFile(`${id}.scenario.yaml`);
  written.push(uri);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

async function runOf(id: string): Promise<Run | undefined> {
  for (const name of await runNames()) {
    const manifest = await readPlan<RunManifest>(name);
    if (manifest.scenario.id === id) return { manifest, events: await readEvents<JournalEvent>(name) };
  }
  return undefined;
}

async function endOf(id: string): Promise<Run> {
  return eventually('a finished run', async () => {
    const run = await runOf(id);
    return run?.events.at(-1)?.type === 'end' ? run : undefined;
  });
}

describe('the models that VS Code offers', () => {
  let fake: FakeModels;
  let run: Run;

  before(async () => {
    const extension = vscode.extensions.getExtension<FakeModels>('scenarist-tests.fake-models');
    assert.ok(extension, 'the extension that brings the models is not installed');
    fake = await extension.activate();
    const document = await open('fake-models', scenario('fake-models', ['echo', 'silent', ...failing, ...failingOnce]));
    await vscode.commands.executeCommand('scenarist.run', { uri: document.uri.toString(), models: null, where: [] });
    run = await endOf('fake-models');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of written) await vscode.workspace.fs.delete(uri);
  });

  const outcomeOf = (family: string) => {
    const found = run.events.find(
      (event) => event.type === 'outcome' && event.model.startsWith(`vscode/fake/${family}`),
    );
    assert.ok(found?.type === 'outcome', `${family} has no outcome`);
    return found;
  };

  it('are planned with the label that every view shows', () => {
    const labels = new Set(run.manifest.models.map(({ label }) => label));
    assert.deepEqual([...labels], ['not comparable: no system role']);
  });

  it('answer to the system prompt as a first user message, and are graded; their tokens are unknown', () => {
    const { result, trial } = outcomeOf('echo');
    assert.ok(result.status === 'completed');
    assert.deepEqual(result.transcript, {
      messages: [
        {
          role: 'assistant',
          blocks: [{ type: 'text', text: '0: You tend the harbour’s mail.\n1: Process the inbox.\n' }],
        },
      ],
      stop: 'end',
      usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
      model: 'echo-1 2026',
      requestId: null,
    });
    const verdict = run.events.find((event) => event.type === 'verdict' && event.trial === trial);
    assert.ok(verdict?.type === 'verdict');
    assert.deepEqual([verdict.verdict.status, verdict.verdict.label], ['graded', 'named']);
  });

  it('that say nothing are not graded', () => {
    const { trial } = outcomeOf('silent');
    const verdict = run.events.find((event) => event.type === 'verdict' && event.trial === trial);
    assert.ok(verdict?.type === 'verdict');
    assert.equal(verdict.verdict.status, 'empty');
  });

  for (const [family, kind, says] of [
    ['no-permissions', 'permission', 'No consent.'],
    ['blocked', 'quota', 'Come back tomorrow.'],
    ['not-found', 'not_found', 'Retired.'],
  ] as const) {
    it(`that fail with ${family} are not asked again`, () => {
      const { result, trial } = outcomeOf(family);
      assert.ok(result.status === 'failed');
      assert.equal(result.error.kind, kind);
      assert.ok(result.error.message.includes(says), result.error.message);
      assert.equal(run.events.filter((event) => event.type === 'intent' && event.trial === trial).length, 1);
    });
  }

  for (const [family, kind, isAmbiguous] of [
    ['rate-limited', 'rate_limited', false],
    ['fails', 'server', false],
    ['breaks-off', 'network', true],
  ] as const) {
    it(`${family}: are asked again`, () => {
      const { result, trial } = outcomeOf(family);
      const attempts = run.events.flatMap((event) =>
        event.type === 'attempt' && event.trial === trial ? [[event.error.kind, event.error.ambiguous]] : [],
      );
      assert.deepEqual(attempts, [[kind, isAmbiguous]]);
      assert.equal(result.status, 'completed');
    });
  }

  it('are cancelled by Stop', async () => {
    const document = await open('endless', scenario('endless', ['endless']));
    const uri = document.uri.toString();
    await vscode.commands.executeCommand('scenarist.run', { uri, models: null, where: [] });
    await eventually('the request', () => (fake.begun() === 1 ? true : undefined));
    await vscode.commands.executeCommand('scenarist.stop', uri);
    const { events } = await endOf('endless');
    const end = events.at(-1);
    assert.ok(end?.type === 'end');
    assert.equal(end.reason, 'stopped');
    await eventually('the cancellation', () => (fake.cancelled() === 1 ? true : undefined));
  });

  for (const [what, id, family, parameters] of [
    ['are not there', 'nobody', 'nobody', ''],
    ['do not take a parameter', 'warm', 'echo', ', temperature: 1'],
  ] as const) {
    it(`that ${what} start no run`, async () => {
      const document = await open(id, scenario(id, [family], parameters));
      // It resolves when the run has started, or its user was told why not.
      const target = { uri: document.uri.toString(), models: null, where: [] };
      await vscode.commands.executeCommand('scenarist.run', target);
      assert.equal(await runOf(id), undefined);
    });
  }

  it('are offered by completion', async () => {
    const text = scenario('offered', ['echo']).replace('vscode/fake/echo', 'vscode/');
    const document = await open('offered', text);
    const at = document.positionAt(text.indexOf('vscode/') + 'vscode/'.length);
    const found = await eventually('the models', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return labels.includes('vscode/fake/echo') ? labels : undefined;
    });
    assert.ok(found.includes('vscode/fake/breaks-off'));
  });
});
