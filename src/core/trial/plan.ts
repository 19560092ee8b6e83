import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Levels, Scenario } from '../scenario/scenario.ts';
import type { Hash } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { collapse, type PlannedPrompt } from './collapse.ts';
import { designConditions } from './conditions.ts';
import { samePromptProblem, sizeProblem } from './designProblems.ts';
import { conditionId } from './identity.ts';
import { nameGraph } from './nameGraph.ts';
import { nameProblems } from './nameProblems.ts';
import { allTexts, nameTable } from './names.ts';
import { alternativeProblems, canaryProblems, emptyMessageProblems } from './promptProblems.ts';
import { createPrompts } from './prompts.ts';
import { reachProblems } from './reachProblems.ts';
import { createTemplates } from './template.ts';
import type { Condition } from './trial.ts';

export interface PlannedConditions {
  /** In the order of the design; empty where a problem is an error, because then what would be sent is not known. */
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
}

/** The conditions of a scenario with all that each sends, and everything that is wrong with them. */
export function planConditions(scenario: Scenario, document: ParsedDocument, hash: Hash): PlannedConditions {
  const names = nameTable(scenario);
  const texts = allTexts(scenario, names);
  const templateOf = createTemplates();
  const graph = nameGraph(scenario, names, templateOf);
  const designed = designConditions(scenario);
  const size = sizeProblem(scenario, document, designed);
  const prompts = createPrompts({ scenario, names, templateOf, broken: graph.broken });
  const planned: readonly PlannedPrompt[] = size === null ? designed.map((levels) => prompts.at(levels)) : [];
  const rendersIn = (pointer: string): string => inWords(planned, (levels) => prompts.templatesAt(levels).has(pointer));
  const textErrors = [
    ...nameProblems({ scenario, document, texts, names, graph, templateOf, rendersIn }),
    ...alternativeProblems(document, prompts.missing),
    ...canaryProblems(texts, document),
  ];
  // Where a name means nothing, that a message is empty may only follow from it.
  const errors = textErrors.length > 0 ? textErrors : emptyMessageProblems(document, prompts.empty);
  if (size !== null) return { conditions: [], problems: [size, ...errors] };
  const reach = reachProblems({ scenario, document, texts, names, templateOf, planned });
  // What is sent is not known while a text has errors, so nothing can be said about equal texts.
  if (errors.length > 0) return { conditions: [], problems: [...errors, ...reach] };
  const groups = collapse(planned, scenario.factors);
  const same = samePromptProblem(scenario, document, groups);
  return {
    conditions: groups.map((group) => ({ id: conditionId(group.levels, hash), ...group })),
    problems: same === null ? reach : [...reach, same],
  };
}

function inWords(planned: readonly PlannedPrompt[], matches: (levels: Levels) => boolean): string {
  const count = planned.filter(({ levels }) => matches(levels)).length;
  if (count === 0) return 'in no condition yet';
  if (count === planned.length) return count === 1 ? 'in the only condition' : `in all ${count} conditions`;
  return `in ${count} of ${planned.length} conditions`;
}
