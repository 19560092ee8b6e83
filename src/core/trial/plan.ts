import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Reading } from '../scenario/readScenario.ts';
import type { Levels, Scenario } from '../scenario/scenario.ts';
import type { Hash } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { createPace, type Pace, type Steps } from '../text/steps.ts';
import { collapse, type PlannedPrompt } from './collapse.ts';
import { designSteps } from './conditions.ts';
import { largeProblem, samePromptProblem, sizeProblem } from './designProblems.ts';
import { conditionId } from './identity.ts';
import { nameGraph } from './nameGraph.ts';
import { nameProblems, type RenderCounts } from './nameProblems.ts';
import { nameTable, textsOfFile } from './names.ts';
import { alternativeProblems, canaryProblems, emptyMessageProblems, permissionProblems } from './promptProblems.ts';
import { createPrompts, type Prompts } from './prompts.ts';
import { reachProblems } from './reachProblems.ts';
import { isTemplate, parseTemplates } from './template.ts';
import type { Condition } from './trial.ts';

export interface PlanInput {
  /** With holes where the file has errors, which the reading knows of. */
  readonly scenario: Scenario;
  readonly reading: Pick<Reading, 'texts' | 'gaps'>;
  readonly document: ParsedDocument;
  readonly hash: Hash;
}

export interface Plan {
  /** In the order of the design; empty where a problem is an error, because then what would be sent is not known. */
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
  /** How many more problems there are, which nobody worded. */
  readonly unlisted: number;
}

const designSections = ['factors', 'design', 'include'];
/** What decides what is sent. */
const promptSections = [...designSections, 'vars', 'system', 'user', 'layout', 'documents', 'tools'];

/**
 * The conditions of a scenario with all that each sends, and everything that is wrong with them. Of a scenario with errors,
 * whatever can be said of the parts that have none.
 */
export function* planSteps({ scenario, reading, document, hash }: PlanInput): Steps<Plan> {
  const { gaps } = reading;
  const pace = createPace();
  const names = nameTable(scenario);
  if (pace.isDue(names.size)) yield;
  const texts = textsOfFile(scenario, reading.texts);
  if (pace.isDue(texts.length)) yield;
  const templateOf = yield* parseTemplates(texts, pace);
  const templates = texts.filter(({ source }) => isTemplate(templateOf(source)));
  if (pace.isDue(texts.length / 10)) yield;
  const graph = yield* nameGraph({ scenario, names, templateOf, pace });
  const designed = gaps.isSound(designSections) ? yield* designSteps(scenario, pace) : null;
  const size = designed === null ? null : sizeProblem(scenario, document, designed);
  const prompts = yield* createPrompts({ scenario, names, templateOf, broken: graph.broken, pace });
  yield;
  const isPlanned = designed !== null && size === null && gaps.isSound(promptSections);
  const planned = isPlanned ? yield* planPrompts(designed, prompts, { pace, work: conditionWork(scenario) }) : null;
  const large = planned === 'too-large' ? largeProblem(document, designed?.length ?? 0) : null;
  const whole = planned === 'too-large' ? null : planned;
  const counted = (): Steps<RenderCounts | null> => countRenders(whole, prompts, pace);
  const named = yield* nameProblems({ scenario, document, gaps, templates, names, graph, templateOf, pace, counted });
  const textErrors = [
    ...[size, large].filter((problem) => problem !== null),
    ...named.problems,
    ...(whole === null ? [] : alternativeProblems(document, prompts.missing)),
    ...(whole === null ? [] : permissionProblems(document, prompts.unpermitted)),
    ...(gaps.isSound(['canary']) ? canaryProblems(texts, document) : []),
  ];
  if (whole === null) return { conditions: [], problems: textErrors, unlisted: named.unlisted };
  // Where a name means nothing, that a message is empty may only follow from it.
  const errors = textErrors.length > 0 ? textErrors : emptyMessageProblems(document, prompts.empty);
  // What classifiers read is part of what is used, and of what makes conditions differ.
  if (!gaps.isSound(['classifiers'])) return { conditions: [], problems: errors, unlisted: named.unlisted };
  const reach = yield* reachProblems({ scenario, document, templates, names, templateOf, planned: whole, pace });
  const problems = [...errors, ...reach.problems];
  const unlisted = named.unlisted + reach.unlisted;
  // What is sent is not known while a text has errors, so nothing can be said about equal texts.
  if (errors.length > 0) return { conditions: [], problems, unlisted };
  const groups = yield* collapse(whole, scenario.factors, pace);
  const same = yield* samePromptProblem({ scenario, document, groups, pace });
  const conditions: Condition[] = [];
  for (const group of groups) {
    conditions.push({ id: conditionId(group.levels, hash), ...group });
    if (pace.isDue()) yield;
  }
  return { conditions, problems: same === null ? problems : [...problems, same], unlisted };
}

/** So many parts of texts are kept for all conditions together; each takes some ten bytes, whatever the length of its text. */
const maximumParts = 5_000_000;

function* planPrompts(
  designed: readonly Levels[],
  prompts: Prompts,
  { pace, work }: { readonly pace: Pace; readonly work: number },
): Steps<readonly PlannedPrompt[] | 'too-large'> {
  const planned: PlannedPrompt[] = [];
  for (const levels of designed) {
    const before = prompts.parts();
    yield* prompts.warm(levels);
    planned.push(prompts.at(levels));
    if (prompts.parts() > maximumParts) return 'too-large';
    if (pace.isDue(work + (prompts.parts() - before) / 5)) yield;
  }
  return planned;
}

/** What it may take to find out what a condition shows, whatever it renders. */
function conditionWork({ documents, tools }: Scenario): number {
  return [...documents, ...tools.use].reduce((work, { when }) => work + when.length / 10, 20);
}

/** In how many conditions each string of the file takes part. */
function* countRenders(
  planned: readonly PlannedPrompt[] | null,
  prompts: Prompts,
  pace: Pace,
): Steps<RenderCounts | null> {
  if (planned === null) return null;
  const of = new Map<string, number>();
  for (const { levels } of planned) {
    const pointers = prompts.templatesAt(levels);
    for (const pointer of pointers) of.set(pointer, (of.get(pointer) ?? 0) + 1);
    if (pace.isDue(20 + pointers.size)) yield;
  }
  return { of, all: planned.length };
}
