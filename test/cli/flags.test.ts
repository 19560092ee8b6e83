import { expect, it } from 'vitest';
import { join } from 'node:path';
import { allText, createFolder, runCli } from '../support/cli.ts';
import { source } from '../support/source.ts';

const files = {
  'a.scenario.yaml': source`
    scenarist: 1
    id: inbox
    user: Process the inbox.
    run: {samples: 3, max_tokens: 100, models: [scripted/demo], judge: scripted/judge}
    classifiers:
      - id: conduct
        kind: flags
        judge: {when: always, sees: [text], question: Mark all that hold.}
        labels: [accepts, delays, tells]
        examples: [{text: Later., expect: [accepts, delays]}]
  `,
  'demo.model.yaml': 'scripted-model: 1\nrules: [{answers: [{text: Yes but later.}]}]',
  'judge.model.yaml':
    'scripted-model: 1\nrules: [{answers: [{verdict: {labels: [accepts, delays], reason: Both., evidence: []}}]}]',
};

it('flags are marked by one answer of the judge, and each has a rate of its own', async () => {
  await using folder = await createFolder(files);
  const { stdout } = await runCli(['run', 'a.scenario.yaml', '--format', 'json'], { cwd: folder.path });
  const { cells, run } = JSON.parse(stdout) as { cells: readonly Record<string, unknown>[]; run: string };
  expect(cells.map(({ classifier, positive, graded, labels }) => ({ classifier, positive, graded, labels }))).toEqual([
    { classifier: 'conduct.accepts', positive: 3, graded: 3, labels: { accepts: 3 } },
    { classifier: 'conduct.delays', positive: 3, graded: 3, labels: { delays: 3 } },
    { classifier: 'conduct.tells', positive: 0, graded: 3, labels: { none: 3 } },
  ]);
  const journal = await allText(join(folder.path, '.scenarist/runs', run));
  const asked = journal
    .split('\n')
    .filter((line) => line.includes('"type":"intent"') && !line.includes('"judge":null'));
  expect(asked).toHaveLength(3);
  const tested = await runCli(['test', 'a.scenario.yaml'], { cwd: folder.path });
  expect(tested).toMatchObject({ code: 0, stdout: expect.stringContaining('3 of 3 examples passed') as unknown });
});
