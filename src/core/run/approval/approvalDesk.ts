import type { Approver, Ruling } from './approver.ts';

/** Where the questions of a run wait for a person. */
export interface ApprovalDesk extends Approver {
  /** False for a question that waits no more, or never did. */
  rule(trial: string, question: string, ruling: Ruling): boolean;
}

export function createApprovalDesk(): ApprovalDesk {
  const waiting = new Map<string, (ruling: Ruling) => void>();
  return {
    by: 'person',
    decide({ trial, asked }, signal) {
      const key = keyOf(trial, asked.question);
      signal.addEventListener('abort', () => void waiting.delete(key));
      return new Promise((resolve) => void waiting.set(key, resolve));
    },
    // What a person said once stands: the transcript shows it, and a fresh run asks again.
    repeats: () => true,
    rule(trial, question, ruling) {
      const key = keyOf(trial, question);
      const resolve = waiting.get(key);
      waiting.delete(key);
      resolve?.(ruling);
      return resolve !== undefined;
    },
  };
}

function keyOf(trial: string, question: string): string {
  return `${trial} ${question}`;
}
