import { createHash } from 'node:crypto';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { readScenario } from '../../../src/core/scenario/readScenario.ts';
import type { Levels, Scenario } from '../../../src/core/scenario/scenario.ts';
import { nameGraph } from '../../../src/core/trial/nameGraph.ts';
import { nameTable } from '../../../src/core/trial/names.ts';
import { createPrompts } from '../../../src/core/trial/prompts.ts';
import { createTemplates } from '../../../src/core/trial/template.ts';
import type { Condition, Prompt } from '../../../src/core/trial/trial.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import { createPace, finish } from '../../../src/core/text/steps.ts';
import { scenarioText } from '../../support/scenarios.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a scenario sends at some levels; no problem is looked for. */
export function promptAt(scenario: Scenario, levels: Levels = {}): Prompt {
  const names = nameTable(scenario);
  const templateOf = createTemplates();
  const pace = createPace();
  const { broken } = finish(nameGraph({ scenario, names, templateOf, pace }));
  return finish(createPrompts({ scenario, names, templateOf, broken, pace })).at(levels).prompt;
}

/** The one message of the user. */
export function userText(scenario: Scenario, levels: Levels = {}): string {
  return promptAt(scenario, levels).messages[0]?.content.text ?? '';
}

/** The scenario that YAML sections make; fails where they have errors. */
export function scenarioOf(sections: string): Scenario {
  const { scenario, problems } = readScenario(parseDocument(scenarioText(sections)));
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return scenario;
}

/** The conditions that YAML sections plan; fails where they have errors. */
export function conditionsOf(sections: string): readonly Condition[] {
  const { scenario, conditions, problems } = checkScenario(parseDocument(scenarioText(sections)), hash);
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return conditions;
}
