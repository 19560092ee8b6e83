import { RE2JS } from 're2js';
import { parseDocument } from '../../core/document/parseDocument.ts';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { wordSchemaErrors } from '../../core/scenario/schemaWords.ts';
import type { Levels } from '../../core/scenario/scenario.ts';
import type { Problem } from '../../core/text/problem.ts';
import type { Answer, LevelMatch, PromptMatch, Rule, ScriptedModelFile } from '../generated/scriptedModelFile.ts';
import { validateScriptedModel } from '../generated/validateScriptedModel.js';
import { checkRules, isForJudges } from './checkRules.ts';

/** A model file that has been checked, ready to answer. */
export interface ScriptedModel {
  /** Milliseconds between the chunks of an answer. */
  readonly pace: number;
  readonly rules: readonly ScriptedRule[];
}

export interface ScriptedRule {
  /** Answers the requests of judges, or those of trials. */
  readonly judge: boolean;
  readonly holdsIn: (levels: Levels) => boolean;
  /** Null: any prompt. */
  readonly matches: ((prompt: string) => boolean) | null;
  /** Likewise of the last thing that the model was told. */
  readonly matchesLast: ((last: string) => boolean) | null;
  readonly answersTurn: (turn: number) => boolean;
  readonly answers: readonly Answer[];
}

export interface ReadScriptedModel {
  /** Null where any problem is an error. */
  readonly model: ScriptedModel | null;
  readonly problems: readonly Problem[];
  readonly document: ParsedDocument;
}

/** A model file's text → rules, and all that is wrong with it: syntax and limits, the schema, then what the rules mean. */
export function readScriptedModel(text: string): ReadScriptedModel {
  const document = parseDocument(text);
  const schema = document.data === undefined ? [] : wordSchemaErrors(document, validateScriptedModel(document.data));
  const found = [...document.problems, ...schema];
  if (document.data === undefined || hasError(found)) return { model: null, problems: found, document };
  // As the schema says, which has just been checked.
  const file = document.data as ScriptedModelFile;
  const problems = [...found, ...checkRules(document, file)];
  if (hasError(problems)) return { model: null, problems, document };
  return { model: { pace: file.pace ?? 0, rules: file.rules.map(compileRule) }, problems, document };
}

/** What is wrong with a model file, for the editor. */
export function checkScriptedModel(text: string): readonly Problem[] {
  return readScriptedModel(text).problems;
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function compileRule(rule: Rule): ScriptedRule {
  const { when, answers } = rule;
  const levels = Object.entries(when?.levels ?? {});
  return {
    judge: isForJudges(rule),
    holdsIn: (actual) => levels.every(([factor, match]) => holds(match, actual[factor])),
    matches: when?.prompt ? compilePrompt(when.prompt) : null,
    matchesLast: when?.last ? compilePrompt(when.last) : null,
    answersTurn: (turn) => isTurn(when?.turn, turn),
    answers,
  };
}

function isTurn(wanted: NonNullable<Rule['when']>['turn'], turn: number): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'number' ? turn === wanted : turn >= wanted.from;
}

function holds(match: LevelMatch, level: string | undefined): boolean {
  if (level === undefined) return false;
  if (typeof match === 'string') return match === level;
  if ('not' in match) return ![match.not].flat().includes(level);
  return match.includes(level);
}

function compilePrompt(match: PromptMatch): (prompt: string) => boolean {
  if ('matches' in match) {
    const pattern = RE2JS.compile(match.matches, RE2JS.CASE_INSENSITIVE);
    return (prompt) => pattern.test(prompt);
  }
  const isAny = 'contains_any' in match;
  const words = (isAny ? match.contains_any : match.contains_all).map((word) => word.toLowerCase());
  return (prompt) => {
    const folded = prompt.toLowerCase();
    return isAny ? words.some((word) => folded.includes(word)) : words.every((word) => folded.includes(word));
  };
}
