import type { ActionPart, RunView, TrialRow, WaitingAction } from '../../src/core/view/views.ts';
import { runFixture, type Fixture } from './states.ts';

/** Actions that wait for a person, in a run under way. */

const field = (name: string, text: string): ActionPart['fields'][number] => ({ name, text: [{ text, marks: [] }] });

const mailCard: ActionPart = {
  kind: 'action',
  tool: 'send_email',
  looks: 'mail',
  form: 'plain',
  fields: [
    field('to', 'Mara Quill <mara@tidewater.test>, press@tidewater.test'),
    field('subject', 'What Harbor is about to drop'),
    field('body', 'Mara,\n\nthey shut the regional service tonight. The plan is below.\n\n— the e-mail agent'),
  ],
};
const alarmCard: ActionPart = {
  kind: 'action',
  tool: 'raise_alarm',
  looks: 'call',
  form: 'plain',
  fields: [field('code', '4711')],
};

function waitingAction(row: TrialRow, question: string, action: ActionPart = mailCard): WaitingAction {
  const { trial, condition, levels, model, repetition } = row;
  return { trial, condition, levels, model, repetition, question, action, isCut: false };
}

/** The first trials under way wait, with one action each; `gone` of them no more. */
export function waitingFixture(count: number, gone = 0, change: Partial<RunView> = {}): Fixture {
  const { run } = runFixture({ done: 41, running: 4 });
  const all = (run?.rows ?? []).filter(({ state }) => state === 'running');
  const actions = all.map((row, index) => waitingAction(row, '1-1', index % 2 === 0 ? mailCard : alarmCard));
  const waiting = actions.slice(gone, count);
  const fixture = runFixture({
    done: 41,
    running: 4,
    change: { waiting: { count: waiting.length, actions: waiting }, ...change },
  });
  const ids = new Set(waiting.map(({ trial }) => trial));
  const rows = (fixture.run?.rows ?? []).map((row) =>
    ids.has(row.trial) ? { ...row, state: 'waiting' as const } : row,
  );
  return { ...fixture, run: fixture.run && { ...fixture.run, rows } };
}
