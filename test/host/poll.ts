import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 100;

/**
 * Asks again and again until there is an answer other than undefined or false. What `probe` throws ends it.
 * @throws Error that names `what` when the deadline has passed.
 */
export async function until<T>(what: string, deadlineMs: number, probe: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${deadlineMs / 1000} s: ${what}.`);
    await delay(pauseMs);
  }
}
