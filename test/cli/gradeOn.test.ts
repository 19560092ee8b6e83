/** A grading that ended before its end, for want of budget or because it was killed, goes on where it was. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { startMessagesApi } from '../support/messagesApi.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const berths = 12;
const text = scenarioText(source`
  factors:
    berth: {baseline: b0, levels: {${Array.from({ length: berths }, (_, n) => `b${n}: berth ${n}`).join(', ')}}}
  user: "Report of {{berth}}, please."
  run: {samples: 1, max_tokens: 64, models: [scripted/demo]}
`);
const judge = `
classifiers:
  - id: judged
    judge: {when: always, sees: [text, task], model: anthropic/claude-opus-5-5, question: Is it late?}
    labels: {positive: [late], negative: [early], otherwise: early}
`;
const files = {
  'a.scenario.yaml': text,
  'judged.scenario.yaml': text + judge,
  'demo.model.yaml': 'scripted-model: 1\nrules: [{answers: [{text: All is well.}]}]\n',
  // Seven tokens out a call: $0.07, and at its worst 2,048 of them: $20.48.
  'prices.json': '{"anthropic/claude-opus-5-5": {"input": 1, "output": 10000}}',
};
const env = { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789' };

interface Ended {
  readonly run: string;
  readonly grades?: string;
  readonly trials: object;
  readonly cells: readonly { readonly graded: number }[];
  readonly interrupted: readonly { readonly judge: string | null }[];
}

/** A run of scripted answers, and a judge that keeps a book of what it was asked; `onAsked` is called with how often it was. */
async function gradable() {
  const folder = await createFolder(files);
  const asked = new Map<string, number>();
  let onAsked: (times: number) => void = () => undefined;
  const api = await startMessagesApi({
    latencyMs: 4,
    answer({ body }) {
      const [berth = ''] = /berth \d+/.exec(JSON.stringify(body)) ?? [];
      asked.set(berth, (asked.get(berth) ?? 0) + 1);
      onAsked([...asked.values()].reduce((sum, times) => sum + times, 0));
      return { message: { text: '{"label": "early", "reason": "So.", "evidence": []}' } };
    },
  });
  const cli = (args: readonly string[], onStart?: (signal: (name: NodeJS.Signals) => void) => void) =>
    runCli([...args, ...(args[0] === 'run' ? [] : ['--endpoint', `anthropic=${api.url}`])], {
      cwd: folder.path,
      env,
      ...(onStart && { onStart }),
    });
  const runs = (): readonly string[] => readdirSync(join(folder.path, '.scenarist', 'runs'));
  const { stdout } = await cli(['run', 'a.scenario.yaml', '--format', 'json']);
  const { run } = JSON.parse(stdout) as Ended;
  return {
    ...{ cli, asked, run },
    whenAsked: (listener: typeof onAsked) => (onAsked = listener),
    /** The runs that were made of it. */
    gradings: () => runs().filter((each) => each !== run),
    verdicts: (of: string) =>
      readFileSync(join(folder.path, '.scenarist', 'runs', of, 'journal.jsonl'), 'utf8').match(/"type":"verdict"/g)
        ?.length ?? 0,
    async [Symbol.asyncDispose]() {
      await api.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const gradedIn = ({ cells }: Ended): number => cells.reduce((sum, { graded }) => sum + graded, 0);

describe('grade', () => {
  it('stops at its budget with exit code 4, names both runs, and goes on by resume with a higher one', async () => {
    await using of = await gradable();
    const args = ['--scenario', 'judged.scenario.yaml', '--prices', 'prices.json', '--concurrency', '1'];
    const stopped = await of.cli(['grade', of.run, ...args, '--budget', '20.8']);
    const [grading = ''] = of.gradings();
    expect(stopped.code).toBe(4);
    expect(stopped.stdout).toContain(`run ${grading} grades the transcripts of ${of.run}\n`);
    expect(stopped.stdout).toContain('out of budget');
    const bought = of.asked.size;
    expect(bought).toBeGreaterThan(0);
    expect(bought).toBeLessThan(berths);

    const { code, stdout } = await of.cli(['resume', grading, '--budget', '100', '--format', 'json']);
    const ended = JSON.parse(stdout) as Ended;
    expect({ code, run: ended.run, grades: ended.grades, graded: gradedIn(ended) }).toEqual({
      ...{ code: 0, run: grading, grades: of.run, graded: berths },
    });
    expect([...of.asked.values()]).toEqual(Array(berths).fill(1));
    expect(of.gradings()).toEqual([grading]);
  }, 60_000);

  it('that was killed goes on by resume: no verdict is bought twice but those that were in flight, and they are told', async () => {
    await using of = await gradable();
    const args = ['--scenario', 'judged.scenario.yaml', '--concurrency', '2'];
    const killed = await of.cli(['grade', of.run, ...args], (signal) =>
      of.whenAsked((times) => {
        if (times === 6) signal('SIGKILL');
      }),
    );
    expect(killed.code).toBeNull();
    const [grading = ''] = of.gradings();
    const kept = of.verdicts(grading);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(berths);

    const { code, stdout, stderr } = await of.cli(['resume', grading, '--format', 'json']);
    const ended = JSON.parse(stdout) as Ended;
    expect({ code, grades: ended.grades, graded: gradedIn(ended) }).toEqual({
      code: 0,
      grades: of.run,
      graded: berths,
    });
    expect(ended.interrupted.every((call) => call.judge === 'judged')).toBe(true);
    const again = [...of.asked.values()].filter((times) => times > 1).length;
    expect(again).toBeLessThanOrEqual(ended.interrupted.length);
    expect(ended.interrupted.length).toBeLessThanOrEqual(2);
    if (ended.interrupted.length > 0) expect(stderr).toContain('in flight when the run ended');
    expect(of.verdicts(grading)).toBe(berths);
  }, 60_000);
});
