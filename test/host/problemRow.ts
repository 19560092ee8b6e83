/** A row of the Problems view. Line and column count from 1, as shown. */
export interface ShownProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

const pattern = /^(Error|Warning|Info): ([\s\S]*) at line (\d+) and character (\d+)\./;

/** Reads the label that a row has for screen readers; undefined for the rows of files. */
export function parseProblem(label: string): ShownProblem | undefined {
  const [, severity, message, line, column] = pattern.exec(label) ?? [];
  if (severity === undefined || message === undefined) return undefined;
  return { severity: severities[severity] ?? 'info', message, line: Number(line), column: Number(column) };
}

const severities: Readonly<Record<string, ShownProblem['severity']>> = {
  Error: 'error',
  Warning: 'warning',
  Info: 'info',
};
