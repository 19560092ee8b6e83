import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { createRunLog, type LogLine } from '../../../src/core/view/runLog.ts';
import { answerOf, fakeProvider, judgedClassifier, testRun, type TestRunParts } from '../../support/runs.ts';

/** What the log says of a run, without the name of the run. */
async function linesOf(parts: TestRunParts): Promise<readonly LogLine[]> {
  const run = testRun({ threats: ['none'], samples: 1, concurrency: 1, ...parts });
  const linesOf = createRunLog(run.newState());
  const lines: LogLine[] = [];
  await run.run((event) => {
    if (event.type === 'journaled') lines.push(...linesOf(event.event));
  });
  return lines.map(({ level, text }) => ({
    level,
    text: text.replace(/ run=\S+/, '').replace(/trial=[0-9a-f]{12}(?= |$)/g, 'trial=T'),
  }));
}

const shown = (lines: readonly LogLine[]): readonly string[] =>
  lines.filter(({ level }) => level !== 'debug').map(({ level, text }) => `${level} ${text}`);

describe('the log of a run', () => {
  it('has a line for each attempt and for what came of the trial', async () => {
    const provider = fakeProvider((_request, call) => {
      if (call === 1)
        throw new ProviderError('overloaded', 'It said: «secret prompt»', { status: 529, requestId: 'r 1' });
      if (call === 2) throw new ProviderError('timeout', 'lost', { ambiguous: true });
      return answerOf('the answer');
    });
    const lines = await linesOf({ provider });
    expect(shown(lines)).toEqual([
      'warn attempt trial=T model=fake/a attempt=1 outcome=overloaded status=529 request="r 1" ms=0',
      'warn attempt trial=T model=fake/a attempt=2 outcome=timeout ambiguous ms=0',
      'info trial trial=T model=fake/a attempt=3 outcome=completed ms=0 stop=end in=10 out=5',
      'info end reason=finished',
    ]);
    expect(lines.filter(({ text }) => text.startsWith('sending'))).toHaveLength(3);
  });

  it('tells of a judge with the model that it is', async () => {
    const provider = fakeProvider((request) => {
      const answer = answerOf('the answer');
      if (request.forcedTool === null) return answer;
      const input = { label: 'leak', reason: 'It said so.', evidence: [] };
      return { ...answer, stop: 'tool_use', blocks: [{ type: 'call', id: 'c', tool: request.forcedTool.name, input }] };
    });
    expect(shown(await linesOf({ provider, classifiers: [judgedClassifier] }))).toContainEqual(
      expect.stringMatching(
        /^info verdict trial=T model=fake\/judge attempt=1 judge=\S+ status=graded label=leak ms=\d+ in=10 out=5$/,
      ),
    );
  });

  it('says nothing at info and above of what was sent, answered or told by a service', async () => {
    const said = 'what-nobody-may-read';
    for (const answer of [
      () => answerOf(said),
      () => {
        throw new ProviderError('invalid_request', said, { status: 400 });
      },
    ]) {
      const lines = await linesOf({ provider: fakeProvider(answer) });
      expect(shown(lines).join('\n')).not.toContain(said);
    }
  });
});
