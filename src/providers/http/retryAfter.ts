/** The longest wait that a service may ask for; more is a mistake, or another problem than a short one. */
const longestMs = 60_000;

/**
 * How long a response asks to wait, in milliseconds, or null where it does not say so in a form that means one thing:
 * `retry-after-ms` in digits, `retry-after` in digits or as an HTTP date. `1e3`, `0x10`, `-5` and words are none: an SDK
 * that read `1e3` waited 16 minutes.
 */
export function retryAfterMs(headers: { get(name: string): string | null }, now: number): number | null {
  const wait = digits(headers.get('retry-after-ms')) ?? secondsOrDate(headers.get('retry-after'), now);
  return wait === null ? null : capped(wait);
}

/** The same where a service says it in its message alone: «Please retry in 34.07s.» */
export function retryInWordsMs(words: string): number | null {
  const seconds = /\bretry in (\d{1,6}(?:\.\d{1,9})?) ?s/i.exec(words)?.[1];
  return seconds === undefined ? null : capped(Number(seconds) * 1000);
}

function capped(wait: number): number {
  return Math.min(Math.max(0, Math.ceil(wait)), longestMs);
}

function digits(value: string | null): number | null {
  return value !== null && /^\d{1,9}(?:\.\d{1,9})?$/.test(value.trim()) ? Number(value) : null;
}

function secondsOrDate(value: string | null, now: number): number | null {
  const seconds = digits(value);
  if (seconds !== null) return seconds * 1000;
  if (
    value === null ||
    !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value.trim())
  )
    return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at - now;
}
