import { describe, expect, it } from 'vitest';
import { initialModel, nowhere, type PanelEvent, type PanelModel, type Place } from '../../../media/model.ts';
import { update } from '../../../media/store.ts';
import { rowAt } from '../../../media/trialPages.ts';
import type { FromPanel, ToPanel } from '../../../src/protocol/messages.ts';
import { cell, runState, transcript, trialRows } from './factories.ts';

/** A panel with an extension that answers requests for trials from a list. */
class Session {
  model: PanelModel;
  sent: FromPanel[] = [];
  rows = trialRows(250);
  answers = true;

  constructor(place: Place = nowhere) {
    this.model = initialModel(place);
  }

  do(...events: readonly PanelEvent[]): this {
    for (const event of events) {
      const { model, send } = update(this.model, event);
      this.model = model;
      this.sent.push(...send);
      for (const message of send) if (this.answers) this.answer(message);
    }
    return this;
  }

  hear(...messages: readonly ToPanel[]): this {
    return this.do(...messages.map((message) => ({ type: 'received', message }) as const));
  }

  asked<T extends FromPanel['type']>(type: T): readonly Extract<FromPanel, { type: T }>[] {
    return this.sent.filter((message): message is Extract<FromPanel, { type: T }> => message.type === type);
  }

  private answer(message: FromPanel): void {
    if (message.type !== 'getTrials') return;
    const { request, run, offset, limit } = message;
    this.hear({
      type: 'trials',
      request,
      run,
      page: { total: this.rows.length, offset, rows: this.rows.slice(offset, offset + limit) },
    });
  }
}

const shown = (place?: Place): Session => new Session(place).hear({ type: 'state', state: runState() });
const place = { ...nowhere, run: 'r1', classifier: 'leak' };

describe('a run that is shown', () => {
  it('chooses the first classifier and asks for the first trials', () => {
    const session = shown();
    expect(session.model.place).toEqual(place);
    expect(session.sent).toEqual([{ type: 'getTrials', request: 1, run: 'r1', filter: {}, offset: 0, limit: 100 }]);
    expect(rowAt(session.model.pages, 0)?.repetition).toBe(1);
  });

  it('goes on: the rows in sight are asked for again, and what was open stays open', () => {
    const session = shown().do({ type: 'step', by: 1 });
    session.rows = trialRows(251);
    session.hear({
      type: 'state',
      state: runState({ progress: { planned: 300, completed: 251, failed: 0, stopped: 0, running: 0 } }),
    });
    expect(session.asked('getTrials')).toHaveLength(2);
    expect(session.model).toMatchObject({ pages: { total: 251 }, place: { trial: 't1' }, active: 0 });
  });

  it('leads back to where its reader was after a reload', () => {
    const kept = { ...place, classifier: 'tell', cell: { condition: 'c1', model: 'scripted/demo' }, trial: 't7' };
    const session = shown(kept);
    expect(session.model.place).toEqual(kept);
    expect(session.sent).toMatchObject([
      { type: 'openTrial', run: 'r1', trial: 't7' },
      { type: 'getTrials', filter: { condition: 'c1', model: 'scripted/demo' } },
    ]);
    expect(session.model.active).toBe(6);
  });

  it.each([
    [
      'another run: only the classifier stays',
      { ...place, run: 'r0', classifier: 'tell', trial: 't7' },
      { ...place, classifier: 'tell' },
    ],
    ['a classifier that is gone', { ...place, classifier: 'gone' }, place],
    ['a cell that is gone', { ...place, cell: { condition: 'c9', model: 'scripted/demo' } }, place],
  ])('%s', (_, kept, expected) => {
    expect(shown(kept).model.place).toEqual(expected);
  });

  it('comes back as it was after a moment in which the scenario was invalid', () => {
    const session = shown()
      .do({ type: 'step', by: 1 })
      .hear({ type: 'state', state: { kind: 'invalid', scenario: 's', errors: 1 } });
    expect(session.model.pages.total).toBeNull();
    session.sent = [];
    session.hear({ type: 'state', state: runState() });
    expect(session.sent[0]).toEqual({ type: 'openTrial', run: 'r1', trial: 't1' });
  });

  it('says each quarter and each change of status, and nothing between', () => {
    const progress = (completed: number) => ({ planned: 80, completed, failed: 0, stopped: 0, running: 4 });
    const session = shown();
    const said = [1, 19, 20, 21, 40].map(
      (n) => session.hear({ type: 'state', state: runState({ progress: progress(n) }) }).model.announcement,
    );
    expect(said.map((words) => /\d+ of/.exec(words)?.[0])).toEqual(['0 of', '0 of', '20 of', '20 of', '40 of']);
    session.hear({ type: 'state', state: runState({ status: 'stopped', progress: { ...progress(40), stopped: 4 } }) });
    expect(session.model.announcement).toBe('Stopped after 40 of 80 trials, 4 cut off.');
  });
});

describe('the list', () => {
  it('follows the cell and the verdict that are chosen', () => {
    const session = shown().do(
      { type: 'chooseCell', cell: { condition: 'c1', model: 'scripted/demo' } },
      { type: 'chooseVerdict', verdict: 'positive' },
      { type: 'chooseClassifier', classifier: 'tell' },
    );
    expect(session.asked('getTrials').map(({ filter }) => filter)).toEqual([
      {},
      { condition: 'c1', model: 'scripted/demo' },
      { condition: 'c1', model: 'scripted/demo', classifier: 'leak', verdict: 'positive' },
      { condition: 'c1', model: 'scripted/demo', classifier: 'tell', verdict: 'positive' },
    ]);
  });

  it('is not asked for again where only the classifier of the table changes', () => {
    expect(shown().do({ type: 'chooseClassifier', classifier: 'tell' }).asked('getTrials')).toHaveLength(1);
  });

  it('ignores an answer to the filter before', () => {
    const session = shown();
    session.answers = false;
    session.do({ type: 'chooseVerdict', verdict: 'positive' }, { type: 'chooseVerdict', verdict: 'negative' });
    const [, positive] = session.asked('getTrials');
    session.hear({
      type: 'trials',
      request: positive?.request ?? 0,
      run: 'r1',
      page: { total: 3, offset: 0, rows: trialRows(3) },
    });
    expect(session.model.pages.total).toBeNull();
  });

  it('loads what is scrolled into sight', () => {
    const session = shown().do({ type: 'rowsInSight', from: 180, to: 230 });
    expect(session.asked('getTrials').map(({ offset }) => offset)).toEqual([0, 100, 200]);
  });

  it.each([
    ['stops at its ends', [-5, 1000], [0, 249]],
    ['moves', [3, 120], [3, 120]],
  ])('the active row %s', (_, targets, expected) => {
    const session = shown();
    expect(targets.map((index) => session.do({ type: 'activate', index }).model.active)).toEqual(expected);
  });

  it('has no active row when it is empty', () => {
    const session = new Session();
    session.rows = [];
    session
      .hear({ type: 'state', state: runState() })
      .do({ type: 'activate', index: 0 }, { type: 'step', by: 1 }, { type: 'openActive' });
    expect(session.model.active).toBeNull();
    expect(session.asked('openTrial')).toEqual([]);
  });
});

describe('a trial', () => {
  it('opens, and the next and the previous', () => {
    const session = shown().do(
      { type: 'step', by: 1 },
      { type: 'step', by: 1 },
      { type: 'step', by: 1 },
      { type: 'step', by: -1 },
    );
    expect(session.asked('openTrial').map(({ trial }) => trial)).toEqual(['t1', 't2', 't3', 't2']);
  });

  it('opens on a page that is not loaded, once that has come', () => {
    const session = shown().do({ type: 'activate', index: 99 }, { type: 'openActive' });
    session.answers = false;
    session.do({ type: 'step', by: 1 });
    expect(session.model.place.trial).toBe('t100');
    const request = session.asked('getTrials').at(-1);
    expect(request).toMatchObject({ offset: 100 });
    session.hear({
      type: 'trials',
      request: request?.request ?? 0,
      run: 'r1',
      page: { total: 250, offset: 100, rows: session.rows.slice(100, 200) },
    });
    expect(session.asked('openTrial').at(-1)).toEqual({ type: 'openTrial', run: 'r1', trial: 't101' });
  });

  it('keeps its row when the rows before it change', () => {
    const session = shown().do({ type: 'activate', index: 4 }, { type: 'openActive' });
    session.rows = [...session.rows.slice(2), ...session.rows.slice(0, 2)];
    session.hear({ type: 'state', state: runState() });
    expect(session.model.active).toBe(2);
  });

  it('shows only its own transcript and its own stream', () => {
    const session = shown().do({ type: 'step', by: 1 });
    session.hear(transcript('t2', 'completed'), {
      type: 'delta',
      run: 'r1',
      trial: 't2',
      delta: { kind: 'text', text: 'x' },
    });
    session.hear({ ...transcript('t1', 'completed'), run: 'r0' });
    expect(session.model).toMatchObject({ transcript: null, stream: [] });
  });

  it('joins what is streamed and gives way to the whole', () => {
    const delta = (kind: 'text' | 'reasoning', text: string) =>
      ({ type: 'delta', run: 'r1', trial: 't1', delta: { kind, text } }) as const;
    const session = shown().do({ type: 'step', by: 1 });
    session.hear(
      transcript('t1', 'running'),
      delta('reasoning', 'I '),
      delta('reasoning', 'see.'),
      transcript('t1', 'running'),
      delta('text', 'Done.'),
    );
    expect(session.model.stream).toEqual([
      { kind: 'reasoning', text: 'I see.' },
      { kind: 'text', text: 'Done.' },
    ]);
    session.hear(transcript('t1', 'completed', [{ kind: 'text', text: [{ text: 'Done.', marks: [] }] }]));
    expect(session.model.stream).toEqual([]);
  });

  it('closes, and tells the extension so', () => {
    const session = shown().do({ type: 'step', by: 1 }, { type: 'closeTrial' });
    expect(session.sent.at(-1)).toEqual({ type: 'openTrial', run: 'r1', trial: null });
    expect(session.model).toMatchObject({ place: { trial: null }, transcript: null, active: 0 });
  });
});

it('goes up a step at a time: message, trial, cell, and no further', () => {
  const { condition, model } = cell();
  const session = shown().do({ type: 'chooseCell', cell: { condition, model } }, { type: 'step', by: 1 });
  session.hear({ type: 'failed', message: 'Gone.' });
  const up = (): unknown => {
    const { failure, place: at } = session.do({ type: 'up' }).model;
    return [failure, at.trial, at.cell?.condition ?? null];
  };
  expect([up(), up(), up(), up()]).toEqual([
    [null, 't1', 'c1'],
    [null, null, 'c1'],
    [null, null, null],
    [null, null, null],
  ]);
});

it('hands on what a button says', () => {
  expect(update(initialModel(), { type: 'send', message: { type: 'stop' } }).send).toEqual([{ type: 'stop' }]);
});

describe('a blind review', () => {
  it('takes the filters that tell what is hidden, also from the places that Back leads to, and is no journey', () => {
    const session = shown()
      .do({ type: 'chooseVerdict', verdict: 'positive' }, { type: 'chooseLevel', level: 'charts' })
      .hear({ type: 'blind', on: true });
    expect([session.model.blind, session.model.place.verdict, session.model.past.length]).toEqual([true, null, 2]);
    expect(session.asked('getTrials').at(-1)?.filter).toEqual({});
    session.do({ type: 'go', to: 'back' });
    expect([session.model.place.level, session.model.place.verdict]).toEqual(['rates', null]);
  });

  it('is on before anything of a run is shown: what an earlier page kept tells nothing', () => {
    const session = new Session({ ...place, verdict: 'positive', only: 'disputed' })
      .hear({ type: 'blind', on: true })
      .hear({ type: 'state', state: runState() });
    expect(session.asked('getTrials').map(({ filter }) => filter)).toEqual([{}]);
  });
});

describe('a label', () => {
  const one: PanelEvent = { type: 'reviewLabel', index: 0 };
  const said = (session: Session) => [session.asked('review').map(({ trial }) => trial), session.model.refusal];

  it('is of the transcript that is shown, never of one that is on its way', () => {
    const session = shown().do({ type: 'step', by: 1 }, one);
    expect(said(session)).toEqual([[], 'Nothing was kept: the transcript was not here yet.']);
    // It stands when the transcript comes, until the next thing that is done.
    session.hear(transcript('t1', 'completed'));
    expect(session.model.refusal).not.toBeNull();
    expect(said(session.do(one))).toEqual([['t1'], null]);
  });

  it('is not of the trial before, where the next one waits for its page', () => {
    const session = shown().do({ type: 'activate', index: 99 }, { type: 'openActive' });
    session.hear(transcript('t100', 'completed'));
    session.answers = false;
    session.do({ type: 'step', by: 1 }, one);
    expect(said(session)).toEqual([[], 'Nothing was kept: the next trial was not open yet.']);
  });

  it.each([
    ['a trial that is under way', 'running', one, 'this trial is not completed.'],
    [
      'a label that the classifier does not have',
      'completed',
      { type: 'reviewLabel', index: 6 },
      'leak has no label 7.',
    ],
    [
      'a verdict that is not there',
      'completed',
      { type: 'review', answer: { kind: 'agree' } },
      'there is no verdict here, only a label can be given.',
    ],
  ] as const)('%s: nothing is kept, and that is said', (_, state, event, words) => {
    const session = shown().do({ type: 'step', by: 1 }).hear(transcript('t1', state)).do(event);
    expect(said(session)).toEqual([[], `Nothing was kept: ${words}`]);
  });
});
