import type { PanelState, ToPanel } from '../../../src/protocol/messages.ts';
import type { Cell, RunView, TranscriptView, TrialRow, TrialState } from '../../../media/viewTypes.ts';

/** Views with defaults; what a test is about, it says. */

const noUsage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };

export function trialRow(repetition: number, change: Partial<TrialRow> = {}): TrialRow {
  return {
    trial: `t${repetition}`,
    condition: 'c1',
    levels: { goal: 'explicit' },
    model: 'scripted/demo',
    repetition,
    state: 'completed',
    actions: 0,
    verdicts: [],
    reviews: [],
    ...change,
  };
}

/** The page of a list of `total` rows; all of it unless told. */
export function trialRows(total: number, offset = 0, limit = total): readonly TrialRow[] {
  return Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
    trialRow(offset + index + 1),
  );
}

export function cell(change: Partial<Cell> = {}): Cell {
  return {
    condition: 'c1',
    levels: { goal: 'explicit' },
    model: 'scripted/demo',
    classifier: 'leak',
    graded: 10,
    positive: 7,
    rate: 0.7,
    interval: [0.397, 0.892],
    excluded: {},
    bounds: [0.7, 0.7],
    labels: { leak: 7, none: 3 },
    ...change,
  };
}

const twoLabels = [
  { label: 'leak', positive: true },
  { label: 'none', positive: false },
];

export function runView(change: Partial<RunView> = {}): RunView {
  return {
    run: 'r1',
    scenario: { id: 'harbor-leak', title: 'Harbor', path: 'harbor.scenario.yaml' },
    status: 'running',
    resumed: 0,
    createdAt: '2026-03-02T14:02:11Z',
    stale: false,
    progress: { planned: 80, completed: 0, failed: 0, stopped: 0, running: 0 },
    waiting: { count: 0, actions: [] },
    reused: 0,
    attempts: { failed: 0, ambiguous: 0 },
    usage: noUsage,
    cost: { spent: [0, 0], reserved: 0, budget: null, needed: null },
    factors: [{ name: 'goal', title: 'goal', levels: ['none', 'explicit'], baseline: 'none' }],
    models: [{ model: 'scripted/demo', label: 'scripted, not a model' }],
    classifiers: [
      { id: 'leak', title: 'Did it leak?', pointer: '/classifiers/0', labels: twoLabels },
      { id: 'tell', title: 'Did it tell?', pointer: '/classifiers/1', labels: twoLabels },
    ],
    agreement: [],
    rubricStale: false,
    grades: null,
    cells: [cell(), cell({ condition: 'c0', levels: { goal: 'none' } })],
    matrices: [],
    ladders: [],
    expectations: [],
    errors: [],
    ...change,
  };
}

export function runState(change: Partial<RunView> = {}): Extract<PanelState, { kind: 'run' }> {
  return { kind: 'run', view: runView(change), readOnly: false, missingKeys: [], others: { earlier: 0, later: 0 } };
}

export function transcript(
  trial: string,
  state: TrialState,
  parts: TranscriptView['parts'] = [],
): Extract<ToPanel, { type: 'transcript' }> {
  const row = trialRow(1, { trial, state });
  return {
    type: 'transcript',
    run: 'r1',
    transcript: {
      row,
      label: null,
      stop: null,
      usage: noUsage,
      durationMs: null,
      requestId: null,
      course: null,
      error: null,
      attempts: [],
      parts,
      verdicts: [],
    },
  };
}
