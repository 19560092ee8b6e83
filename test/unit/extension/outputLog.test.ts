import { beforeEach, expect, test, vi } from 'vitest';
import { OutputLog } from '../../../src/extension/outputLog.ts';
import { createRunLog } from '../../../src/core/view/runLog.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { fakeProvider, testRun } from '../../support/runs.ts';
import { channel } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

beforeEach(() => channel.lines.splice(0));

/** What the channel shows of a run whose service repeats a key and a prompt in its error. */
async function shownAt(level: number): Promise<string> {
  channel.logLevel = level;
  const log = new OutputLog(() => ['a-key-of-no-known-shape']);
  const message =
    'invalid x-api-key: sk-ant-api03-abcdefghijklmnop, a-key-of-no-known-shape; you sent: Process the inbox';
  const provider = fakeProvider(() => {
    throw new ProviderError('auth', message, { status: 401, requestId: 'req_1' });
  });
  const run = testRun({ provider, threats: ['none'], samples: 1 });
  const linesOf = createRunLog(run.newState());
  await run.run((event) => {
    if (event.type !== 'journaled') return;
    for (const { level, text } of linesOf(event.event)) log[level](text);
  });
  log.error('The run broke off', new Error(message));
  return channel.lines.join('\n');
}

test('no key reaches the channel, whatever its shape, and a person can still tell what failed', async () => {
  const shown = await shownAt(2);
  expect(shown).toContain('outcome=auth status=401 request=req_1');
  expect(shown).toContain('invalid x-api-key: [key]');
  expect(shown).not.toMatch(/sk-ant|a-key-of-no-known-shape/);
});

test('what a service says is told to who asks for it alone', async () => {
  expect(await shownAt(3)).not.toMatch(/attempt .*Process the inbox/);
  expect(await shownAt(2)).toMatch(/attempt .*Process the inbox/);
});
