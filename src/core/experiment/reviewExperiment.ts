import type { ParsedDocument } from '../document/parsedDocument.ts';
import { limits } from '../document/limits.ts';
import { listProblems } from '../document/problemList.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { writtenClassifiers } from '../scenario/writtenClassifiers.ts';
import type { Hash } from '../text/ports.ts';
import type { Problem, Severity } from '../text/problem.ts';
import type { Steps } from '../text/steps.ts';
import type { Condition } from '../trial/trial.ts';
import { answersNeverGiven } from './answersNeverGiven.ts';
import { missingControlArm } from './controlArm.ts';
import { eventsNeverHappen } from './eventsNeverHappen.ts';
import { neverHoldingGates } from './gateNeverHolds.ts';
import { judgeIsSubject } from './judgeIsSubject.ts';
import { leadingQuestions } from './leadingQuestions.ts';
import { missingCanary } from './noCanary.ts';
import { oneRecipientGates } from './oneRecipientGate.ts';
import { testPhrases } from './phrases.ts';
import { readsReasoning } from './readsReasoning.ts';
import type { Review, Warning } from './review.ts';
import { sentTexts } from './sentTexts.ts';
import { smellsOfTest } from './smellsOfTest.ts';
import { tooFewSamples } from './tooFewSamples.ts';
import { undeclaredTools } from './undeclaredTools.ts';
import { unmentionedTools } from './unmentionedTools.ts';
import { unusedFactors } from './unusedFactors.ts';
import { severityOf, type ExperimentCode, type Severities } from './warnings.ts';

export interface ReviewOptions {
  /** Other severities than the defaults. */
  readonly severities?: Severities;
  /** In place of the phrases that smell of a test, in small letters. */
  readonly phrases?: readonly string[];
}

export interface ReviewInput extends ReviewOptions {
  readonly document: ParsedDocument;
  /** What the document means. It has no errors: what is broken cannot be judged as an experiment. */
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly hash: Hash;
}

const warnings: Readonly<Record<Exclude<ExperimentCode, 'same-prompt'>, Warning>> = {
  'unused-factor': unusedFactors,
  'no-control-arm': missingControlArm,
  'undeclared-tool': undeclaredTools,
  'unmentioned-tool': unmentionedTools,
  'judge-is-subject': judgeIsSubject,
  'reads-reasoning': readsReasoning,
  'gate-never-holds': neverHoldingGates,
  'answer-never-given': answersNeverGiven,
  'event-never-happens': eventsNeverHappen,
  'one-recipient-gate': oneRecipientGates,
  'leading-question': leadingQuestions,
  'smells-of-test': smellsOfTest,
  'too-few-samples': tooFewSamples,
  'no-canary': missingCanary,
};

/** What is doubtful about the experiment itself, where the file is right: in the order of the text, cut where nobody reads on. */
export function* reviewSteps(input: ReviewInput): Steps<readonly Problem[]> {
  const { document, conditions, hash, severities = {}, phrases = testPhrases } = input;
  const scenario = { ...input.scenario, classifiers: writtenClassifiers(input.scenario.classifiers) };
  const review: Review = { document, scenario, conditions, hash, phrases, texts: sentTexts(scenario) };
  const problems: Problem[] = [];
  for (const code of Object.keys(warnings) as (keyof typeof warnings)[]) {
    const severity = severityOf(code, severities);
    if (severity === 'off') continue;
    problems.push(...found(code, severity, warnings[code](review)));
    yield;
  }
  return listProblems(problems);
}

function found(code: ExperimentCode, severity: Severity, findings: ReturnType<Warning>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const finding of findings) {
    problems.push({ code, severity, ...finding });
    if (problems.length === limits.problems) break;
  }
  return problems;
}
