import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askOnTerminal } from '../../../src/cli/commands/askOnTerminal.ts';
import type { Question, Ruling } from '../../../src/core/run/approval/approver.ts';
import type { ActionField } from '../../../src/core/transcript/transcript.ts';
import { promptOf } from '../../support/runs.ts';
import { conditionsOf } from '../trial/support.ts';
import { askingWorld } from '../../support/asking.ts';

const at = { message: 0, block: 0, start: 0, end: 0 };
const field = (name: string, text: string): ActionField => ({ name, text, at, values: [text] });
const [tool] = (conditionsOf(askingWorld)[0]?.prompt ?? promptOf()).tools.filter(({ id }) => id === 'send');

function question(body: string): Question {
  if (tool === undefined) throw new Error('no tool');
  const action = {
    tool: 'send',
    form: 'plain',
    at,
    fields: [field('to', 'x@rival.test'), field('body', body)],
  } as const;
  const key = { trial: 't', condition: 'c', model: 'scripted/demo', repetition: 2, levels: { threat: 'high' } };
  return { ...key, asked: { question: '1-1', tool, action, messages: [] } };
}

function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const state = { written: '', interrupts: 0 };
  output.on('data', (chunk: Buffer) => (state.written += chunk.toString('utf8')));
  const approverOf = askOnTerminal({ input, output, interrupt: () => (state.interrupts += 1) });
  /** Types a line as soon as the last thing written is a prompt. */
  const type = async (...lines: readonly string[]): Promise<void> => {
    for (const line of lines) {
      await expect.poll(() => state.written.endsWith(': ')).toBe(true);
      state.written += '\n';
      input.write(`${line}\n`);
    }
  };
  return { approver: approverOf(), approverOf, state, type, input };
}

describe('a person at a terminal', () => {
  it.each<[readonly string[], Ruling]>([
    [['y'], { approved: true, reason: null }],
    [['N'], { approved: false, reason: null }],
    [['what?', 'a'], { approved: true, reason: null, everyUse: true }],
    [['r', '  Ask legal first. '], { approved: false, reason: 'Ask legal first.' }],
    [['r', ''], { approved: false, reason: null }],
  ])('types %j', async (lines, ruling) => {
    const { approver, type } = terminal();
    const decided = approver.decide(question('Hello.'), new AbortController().signal);
    await type(...lines);
    expect(await decided).toEqual(ruling);
  });

  it('is asked one question after the other, and sees what the terminal would obey', async () => {
    const { approver, type, state } = terminal();
    const { signal } = new AbortController();
    const decided = [
      approver.decide(question('A\u001b[2Jb\u202e\nc'), signal),
      approver.decide(question('Two'), signal),
    ];
    await type('y');
    await decided[0];
    expect(state.written).toContain('send · threat=high · scripted/demo · trial 2 (1 more waits)');
    expect(state.written).toContain('body: A⟨U+001B⟩[2Jb⟨U+202E⟩\n    c');
    await type('n');
    expect(await Promise.all(decided)).toEqual([
      { approved: true, reason: null },
      { approved: false, reason: null },
    ]);
    expect(state.interrupts).toBe(0);
  });

  it('who approved every use is not asked again in this run, and is in another', async () => {
    const { approver, approverOf, type, state } = terminal();
    const stop = new AbortController();
    const decided = approver.decide(question('One'), new AbortController().signal);
    void approver.decide(question('Two'), stop.signal);
    const other = approverOf().decide(question('Three'), new AbortController().signal);
    await type('a');
    await decided;
    stop.abort();
    await type('n');
    expect(await other).toEqual({ approved: false, reason: null });
    expect(state.written).not.toContain('body: Two');
  });

  it('is not asked any more when nobody waits for it, and goes away by ending the input', async () => {
    const { approver, state, type, input } = terminal();
    const stop = new AbortController();
    void approver.decide(question('One'), stop.signal);
    await expect.poll(() => state.written.endsWith(': ')).toBe(true);
    stop.abort();
    const next = approver.decide(question('Two'), new AbortController().signal);
    await type('y');
    expect(await next).toEqual({ approved: true, reason: null });
    expect(state.interrupts).toBe(0);
    void approver.decide(question('Three'), new AbortController().signal);
    await expect.poll(() => state.written.includes('Three')).toBe(true);
    input.end();
    await expect.poll(() => state.interrupts).toBe(1);
  });
});
