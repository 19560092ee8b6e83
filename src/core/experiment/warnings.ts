import type { Severity } from '../text/problem.ts';

/**
 * The warnings about an experiment, each with the severity that it has unless a setting says otherwise. Their codes are
 * stable and explained in docs/problems.md. `same-prompt` is found where conditions are planned; its severity is set here.
 */
export const defaultSeverities = {
  'same-prompt': 'warning',
  'unused-factor': 'warning',
  'no-control-arm': 'warning',
  'undeclared-tool': 'warning',
  'unmentioned-tool': 'warning',
  'judge-is-subject': 'warning',
  'reads-reasoning': 'information',
  'gate-never-holds': 'warning',
  'answer-never-given': 'warning',
  'event-never-happens': 'warning',
  'one-recipient-gate': 'warning',
  'leading-question': 'warning',
  'smells-of-test': 'hint',
  'too-few-samples': 'warning',
  'no-canary': 'hint',
} as const satisfies Readonly<Record<string, Severity>>;

export type ExperimentCode = keyof typeof defaultSeverities;

/** What an author chose for some of them: another severity, or not to be warned. */
export type Severities = Readonly<Partial<Record<ExperimentCode, Severity | 'off'>>>;

export function isExperimentCode(code: string): code is ExperimentCode {
  return Object.hasOwn(defaultSeverities, code);
}

export function severityOf(code: ExperimentCode, chosen: Severities): Severity | 'off' {
  return chosen[code] ?? defaultSeverities[code];
}
