import { isObject } from '../../text/json.ts';

/** What a service takes, as its user knows it; what is not said is not limited. */
export interface Limit {
  readonly requestsPerMinute?: number;
  /** Input and output together: before the answer is there, all that it may be long counts. */
  readonly tokensPerMinute?: number;
  /** Requests under way at once. */
  readonly concurrency?: number;
}

/** Limits by pattern: `anthropic/*` is one limit for all models of that profile together. `*` is any text. */
export type Limits = Readonly<Record<string, Limit>>;

const names = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** Reads limits as a person wrote them; `problem` says what is wrong with the first that cannot be read. */
export function readLimits(value: unknown): { readonly limits: Limits; readonly problem: string | null } {
  const wrong = (problem: string) => ({ limits: {}, problem });
  if (value === undefined || value === null) return { limits: {}, problem: null };
  if (!isObject(value)) return wrong('limits have to be an object of patterns, such as {"anthropic/*": {…}}');
  const limits: Record<string, Limit> = Object.create(null) as Record<string, Limit>;
  for (const [pattern, limit] of Object.entries(value)) {
    if (!isObject(limit)) return wrong(`the limit of «${pattern}» has to be an object with ${names.join(', ')}`);
    for (const [name, number] of Object.entries(limit)) {
      if (!names.some((known) => known === name))
        return wrong(`the limit of «${pattern}» has no «${name}»; there are ${names.join(', ')}`);
      if (!Number.isSafeInteger(number) || (number as number) < 1)
        return wrong(`«${name}» of «${pattern}» has to be a whole number from 1`);
    }
    limits[pattern] = limit;
  }
  return { limits, problem: null };
}
