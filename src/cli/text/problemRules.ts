/** What is known of every problem of one code. */
export interface ProblemRule {
  readonly code: string;
  readonly severity: string;
  /** One sentence or more: what the problem is. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

const entry = /^### `([a-z-]+)`\n+\*(\w+)\* · (.+?) \*\*Do:\*\* (.+)$/gm;

/** The page of problems is the one place where codes are explained; this reads it, by code. */
export function readProblemRules(markdown: string): ReadonlyMap<string, ProblemRule> {
  return new Map(
    Array.from(markdown.matchAll(entry), ([, code = '', severity = '', meaning = '', remedy = '']) => [
      code,
      { code, severity, meaning, remedy },
    ]),
  );
}
