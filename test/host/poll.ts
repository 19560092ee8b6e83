import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 100;

/** What was waited for did not come in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Asks again and again until there is an answer other than undefined or false. What `probe` throws ends it.
 * @throws DeadlineError that names `what` when the deadline has passed.
 */
export async function until<T>(
  what: string,
  deadlineMs: number,
  probe: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new DeadlineError(`Waited ${deadlineMs / 1000} s in vain: ${what}.`);
    await delay(pauseMs);
  }
}
