import type { RunCost, RunSums, RunView } from '../../core/view/views.ts';
import type { RunSession } from '../../node/runSession.ts';

/** What a run came to: part of the CLI's contract. */
export function runJson({ interrupted, manifest }: Pick<RunSession, 'interrupted' | 'manifest'>, view: RunView) {
  const { run, cells, expectations } = view;
  return {
    run,
    ...(manifest.grading && { grades: manifest.grading.of }),
    ...sumsJson(view),
    cells,
    expectations,
    interrupted: interrupted.map(({ trial, judge }) => ({ trial, judge })),
  };
}

export function sumsJson({ progress, reused, attempts, usage, cost }: RunSums) {
  return {
    trials: { planned: progress.planned, completed: progress.completed, reused, failed: progress.failed },
    usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, costUsd: costUsd(cost) },
    attempts,
  };
}

/** Null where it is not known to the cent. */
function costUsd({ spent: [atLeast, atMost] }: RunCost): number | null {
  return atLeast === atMost ? atMost : null;
}
