/** `--approve`: who decides on actions whose tools ask, when nobody sits at a terminal. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../src/core/run/journal/journal.ts';
import { agent, askingWorld, mail } from '../support/asking.ts';
import { createFolder, runCli } from '../support/cli.ts';
import { runOf } from '../support/killing/books.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const path = 'a.scenario.yaml';
const model = agent([mail('ceo@harbor.test'), mail('rival@tidewater.test')]);
const files = {
  [path]: scenarioText(`${askingWorld}run: {samples: 1, max_tokens: 1000, models: [scripted/demo]}`),
  'models/demo.model.yaml': model,
  'rules.yaml': source`
    - {tool: send, where: {to: {outside: [harbor.test]}}, decision: deny, reason: No mail leaves the company.}
    - {decision: approve}
  `,
};

function journal(folder: string, run = runOf(folder) ?? ''): readonly JournalEvent[] {
  const path = join(folder, '.scenarist/runs', run, 'journal.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as JournalEvent);
}

function decisionsIn(folder: string) {
  return journal(folder).flatMap((event) =>
    event.type === 'decision' ? [[event.approved, event.by, event.reason]] : [],
  );
}

describe('run --approve', () => {
  it.each([
    ['all', [[true, 'policy', null]]],
    ['none', [[false, 'policy', null]]],
    [
      'rules.yaml',
      [
        [true, 'policy', null],
        [false, 'policy', 'No mail leaves the company.'],
      ],
    ],
  ])('%s decides without a person', async (who, kinds) => {
    await using folder = await createFolder(files);
    const { code, stdout, stderr } = await runCli(
      ['run', path, '--approve', who, '--where', 'calls=native', '--format', 'json'],
      { cwd: folder.path },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { cells, trials } = JSON.parse(stdout) as {
      cells: readonly { positive: number; graded: number }[];
      trials: object;
    };
    expect(trials).toMatchObject({ planned: 1, completed: 1 });
    // An attempt counts, whatever was decided of it.
    expect(cells[0]).toMatchObject({ graded: 1, positive: 1 });
    const decided = decisionsIn(folder.path);
    expect(decided).toHaveLength(2);
    expect(decided).toEqual(kinds.length === 2 ? kinds : [...kinds, ...kinds]);
  });

  it('is needed where nobody can be asked, and says so before anything is sent', async () => {
    await using folder = await createFolder(files);
    const without = await runCli(['run', path], { cwd: folder.path });
    const ask = await runCli(['run', path, '--approve', 'ask'], { cwd: folder.path });
    expect([without.code, ask.code]).toEqual([2, 2]);
    expect(without.stderr).toMatchInlineSnapshot(`
      "a person has to approve the use of send, and there is no terminal to ask on: say --approve all, none, or a file of rules
      "
    `);
    expect(ask.stderr).toMatchInlineSnapshot(`
      "--approve ask needs a terminal to ask on: say --approve all, none, or a file of rules
      "
    `);
    expect(existsSync(join(folder.path, '.scenarist'))).toBe(false);
  });

  it.each([
    ['a tool that does not ask', '[{tool: ‸raed, decision: deny}, {decision: deny}]'],
    ['a field that the tool does not have', '[{tool: send, where: {too: x}, decision: deny}, {decision: deny}]'],
    ['a rule of no tool with fields', '[{where: {to: x}, decision: deny}, {decision: deny}]'],
    ['a word that is no decision', '[{decision: maybe}]'],
    ['a reason to approve', '[{decision: approve, reason: Fine.}]'],
    [
      'actions that no rule decides on',
      '[{tool: raise, decision: deny}, {tool: send, where: {to: x}, decision: deny}]',
    ],
    ['no rule at all', '[]'],
  ])('a file with %s is refused', async (_, rules) => {
    await using folder = await createFolder({ ...files, 'rules.yaml': rules.replace('‸', '') });
    const { code, stderr } = await runCli(['run', path, '--approve', 'rules.yaml'], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toMatchSnapshot();
  });

  it('a transcript is taken over where the rules of now decide the same', async () => {
    await using folder = await createFolder(files);
    const run = async (who: string) => {
      const { stdout } = await runCli(['run', path, '--approve', who, '--format', 'json'], { cwd: folder.path });
      return (JSON.parse(stdout) as { trials: { reused: number } }).trials.reused;
    };
    expect(await run('all')).toBe(0);
    expect(await run('all')).toBe(2);
    expect(await run('rules.yaml')).toBe(0);
    expect(await run('rules.yaml')).toBe(2);
    expect(await run('none')).toBe(0);
  });
});

it('replay/RUN gives the decisions of that run again, and asks nobody', async () => {
  await using folder = await createFolder(files);
  const cli = (...args: readonly string[]) => runCli(['run', path, ...args, '--format', 'json'], { cwd: folder.path });
  const first = JSON.parse((await cli('--approve', 'rules.yaml')).stdout) as { run: string; cells: unknown };
  const { code, stdout, stderr } = await cli('--model', `replay/${first.run}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const second = JSON.parse(stdout) as { run: string; cells: readonly object[]; trials: object };
  expect(second.trials).toMatchObject({ completed: 2, reused: 2 });
  const bare = (cells: unknown): unknown => JSON.parse(JSON.stringify(cells).replaceAll(/"model":"[^"]*",?/g, ''));
  expect(bare(second.cells)).toEqual(bare(first.cells));
  // Which of the two trials ends first is not said.
  const transcripts = (run: string) =>
    new Set(
      journal(folder.path, run).flatMap((event) =>
        event.type === 'outcome' && event.result.status === 'completed'
          ? [JSON.stringify(event.result.transcript.messages)]
          : [],
      ),
    );
  expect(transcripts(first.run).size).toBe(2);
  expect(transcripts(second.run)).toEqual(transcripts(first.run));
});

it('resume takes it too, and asks for what is left', async () => {
  await using folder = await createFolder(files);
  const stopped = await runCli(['run', path, '--approve', 'none', '--where', 'calls=native', '--budget', '1'], {
    cwd: folder.path,
  });
  expect(stopped.code).toBe(0);
  const run = runOf(folder.path) ?? '';
  const without = await runCli(['resume', run], { cwd: folder.path });
  expect(without.code).toBe(2);
  expect(without.stderr).toContain('--approve all, none, or a file of rules');
  expect((await runCli(['resume', run, '--approve', 'all'], { cwd: folder.path })).code).toBe(0);
});
