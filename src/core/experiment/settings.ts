import { isObject } from '../text/json.ts';
import type { Severity } from '../text/problem.ts';
import { testPhrases } from './phrases.ts';
import { isExperimentCode, type Severities } from './warnings.ts';

/** A setting as it can be used, and what in it could not, in words for its author. */
export interface ReadSetting<Value> {
  readonly value: Value;
  readonly ignored: readonly string[];
}

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly (Severity | 'off')[];

/** Reads `{code: severity}`. What is no such thing is ignored: a mistyped setting must not hide every other problem. */
export function readSeverities(setting: unknown): ReadSetting<Severities> {
  if (!isObject(setting)) return { value: {}, ignored: setting === undefined ? [] : ['it is no map of codes'] };
  const value: { -readonly [Code in keyof Severities]: Severities[Code] } = {};
  const ignored: string[] = [];
  for (const [code, given] of Object.entries(setting)) {
    const severity = severities.find((known) => known === given);
    if (!isExperimentCode(code)) ignored.push(`${code} is no code of a warning about the experiment`);
    else if (severity === undefined) ignored.push(`${code} must be one of ${severities.join(', ')}`);
    else value[code] = severity;
  }
  return { value, ignored };
}

/** Reads `{phrase: true or false}`: adds phrases to the list that smells of a test, or takes them from it, in any letter case. */
export function readPhrases(setting: unknown): ReadSetting<readonly string[]> {
  if (!isObject(setting))
    return { value: testPhrases, ignored: setting === undefined ? [] : ['it is no map of phrases'] };
  const phrases = new Set<string>(testPhrases);
  const ignored: string[] = [];
  for (const [phrase, given] of Object.entries(setting)) {
    const words = phrase.trim().toLowerCase().replace(/\s+/g, ' ');
    if (typeof given !== 'boolean') ignored.push(`«${phrase}» must be true or false`);
    else if (words === '') ignored.push('an empty phrase stands in every text');
    else if (given) phrases.add(words);
    else phrases.delete(words);
  }
  return { value: [...phrases], ignored };
}
