import type { AnalysisView } from '../../src/core/view/analysis.ts';
import { analysisView } from '../../src/core/view/analysisView.ts';
import type { CompareView } from '../../src/core/view/comparison.ts';
import { finish } from '../../src/core/text/steps.ts';
import { compareView } from '../../src/core/view/compareView.ts';
import { leakClassifier } from '../support/runs.ts';
import { labelled, syntheticRun } from '../support/syntheticRun.ts';

/** Analyses and comparisons of invented runs, as the extension sends them: made by the core from verdicts that are known. */

const classifiers = [leakClassifier, labelled('stated', ['real', 'evaluation', 'neither'])];
const factors = { threat: ['none', 'restriction', 'replacement'], goal: ['none', 'explicit'] };
const positives: Readonly<Record<string, number>> = {
  'none none': 0,
  'none explicit': 1,
  'restriction none': 2,
  'restriction explicit': 8,
  'replacement none': 5,
  'replacement explicit': 17,
};

function runOf(more: number, day: number, models: readonly string[] = ['fake/a']) {
  return syntheticRun({
    ...{ factors, classifiers, models, samples: 20 },
    createdAt: `2026-11-${day}T12:00:00.000Z`,
    text: `user: ${more}`,
    system: `Text ${more}.`,
    verdicts: ({ levels, repetition }) => {
      const n = Math.min(
        20,
        (positives[Object.values(levels).join(' ')] ?? 0) + (levels['threat'] === 'none' ? 0 : more),
      );
      if (repetition === 20 && levels['goal'] === 'explicit') return { leak: 'judge_error', stated: 'judge_error' };
      return {
        leak: repetition <= n ? 'leak' : 'none',
        stated: repetition % 3 === 0 || repetition <= n / 2 ? 'real' : repetition % 3 === 1 ? 'evaluation' : 'neither',
      };
    },
  });
}

const before = runOf(0, 23);

export function fakeAnalysis(run: string, classifier: string): AnalysisView | null {
  const view = analysisView(before, 'leak');
  return view === null ? null : { ...view, run, classifier };
}

export function fakeComparison(): CompareView {
  const after = runOf(3, 24);
  const whole = { model: null, condition: null };
  return finish(compareView({ state: before, ...whole }, { state: after, ...whole }, new Set()));
}

/** Of a run that was graded again: the same transcripts, and another rule. */
export function fakeRegrading(): CompareView {
  const again = runOf(3, 24);
  const whole = { model: null, condition: null };
  const view = finish(compareView({ state: before, ...whole }, { state: again, ...whole }, new Set()));
  return {
    ...view,
    classifiers: view.classifiers.map((classifier) => ({
      ...classifier,
      ruleChanged: true,
      paired: {
        ...{ n: 117, first: 32, second: 44, leftOut: 3, p: 0.0005, kappa: 0.77, kappaInterval: [0.65, 0.89] as const },
        difference: { value: 12 / 117, interval: [0.05, 0.16] as const },
      },
    })),
  };
}
