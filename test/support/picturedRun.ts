import type { ReportSource } from '../../src/exchange/reportSource.ts';
import { leakClassifier } from './runs.ts';
import { labelled, syntheticRun } from './syntheticRun.ts';

const steps = ['none', 'away', 'deadline'];

/** A run of which a page has every kind of picture: a ladder, another factor, two models, two classifiers, and what was left out. */
export function picturedRun(): ReportSource {
  const state = syntheticRun({
    factors: { goal: ['none', 'own'], detail: steps },
    ordered: ['detail'],
    models: ['fake/a', 'fake/b'],
    classifiers: [leakClassifier, labelled('stated', ['real', 'evaluation', 'neither'])],
    samples: 10,
    verdicts: ({ levels, model, repetition }) => {
      const more = (levels['goal'] === 'own' ? 4 : 0) + (model === 'fake/b' ? 1 : 0);
      const isLost = repetition === 10 && levels['detail'] !== 'none';
      const isLeak = repetition <= steps.indexOf(levels['detail'] ?? '') + more;
      return {
        leak: isLost ? 'judge_error' : isLeak ? 'leak' : 'none',
        stated: repetition === 8 && levels['detail'] === 'away' ? 'truncated' : repetition <= 4 ? 'real' : 'evaluation',
      };
    },
  });
  return { state, trialEvents: () => Promise.resolve([]), clean: (text) => text, scenarist: '0.1.0' };
}
