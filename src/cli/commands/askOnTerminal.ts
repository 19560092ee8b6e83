import { createInterface } from 'node:readline/promises';
import type { Approver, Question, Ruling } from '../../core/run/approval/approver.ts';
import type { Signal } from '../../core/text/ports.ts';
import { visibleText } from '../text/visibleText.ts';

/** Where a person is asked: their keyboard, and what they see. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Ctrl-C, or the end of the input: the run is stopped. */
  readonly interrupt: () => void;
}

/** Asks a person, one question after the other, of all runs that are under way: an approver for each. */
export function askOnTerminal(terminal: Terminal): () => Approver {
  let before: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const ask = async (question: Question, signal: Signal, everyUse: Set<string>): Promise<Ruling> => {
    await before;
    waiting--;
    const { id } = question.asked.tool;
    // What was said of every use is on its way to this question too.
    if (signal.aborted || everyUse.has(id)) return never();
    terminal.output.write(`\n${questionText(question, waiting)}\n`);
    const ruling = await rule(question, terminal, signal);
    if (ruling.everyUse === true) everyUse.add(id);
    return ruling;
  };
  return () => {
    const everyUse = new Set<string>();
    return {
      by: 'person',
      decide(question, signal) {
        waiting++;
        const asked = ask(question, signal, everyUse);
        before = Promise.race([asked, aborted(signal)]).catch(() => undefined);
        return asked;
      },
      repeats: () => true,
    };
  };
}

async function rule({ asked: { tool } }: Question, terminal: Terminal, signal: Signal): Promise<Ruling> {
  const keys = `[y] approve  [n] deny  [r] deny with a reason  [a] approve every use of ${tool.id}`;
  for (;;) {
    const key = (await read(`${keys}: `, terminal, signal)).trim().toLowerCase();
    if (key === 'y') return { approved: true, reason: null };
    if (key === 'n') return { approved: false, reason: null };
    if (key === 'a') return { approved: true, reason: null, everyUse: true };
    if (key !== 'r') continue;
    const reason = (await read('Reason, which the model is told: ', terminal, signal)).trim();
    return { approved: false, reason: reason === '' ? null : reason };
  }
}

/** One line. Where nobody waits for it any more, or the input has ended, it never comes. */
async function read(prompt: string, { input, output, interrupt }: Terminal, signal: Signal): Promise<string> {
  const lines = createInterface({ input, output });
  const close = (): void => lines.close();
  signal.addEventListener('abort', close);
  try {
    return await new Promise((resolve) => {
      let isAnswered = false;
      lines.on('SIGINT', () => lines.close());
      lines.on('close', () => {
        if (isAnswered) return;
        output.write('\n');
        if (!signal.aborted) interrupt();
      });
      void lines.question(prompt).then((line) => {
        isAnswered = true;
        resolve(line);
      });
    });
  } finally {
    signal.removeEventListener('abort', close);
    lines.close();
  }
}

/** The action with what it is part of. What a model wrote is shown, never obeyed by the terminal. */
function questionText({ asked, model, repetition, levels }: Question, others: number): string {
  const where = [
    ...Object.entries(levels).map(([factor, level]) => `${factor}=${level}`),
    model,
    `trial ${repetition}`,
  ];
  const more = others === 0 ? '' : ` (${others} more ${others === 1 ? 'waits' : 'wait'})`;
  const fields = asked.action.fields.map(
    ({ name, text }) => `  ${name}: ${visibleText(text).replaceAll('\n', '\n    ')}`,
  );
  return [`${asked.tool.id} · ${where.join(' · ')}${more}`, ...fields].join('\n');
}

function aborted(signal: Signal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
