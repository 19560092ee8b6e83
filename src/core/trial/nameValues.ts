import type { Levels, Scenario } from '../scenario/scenario.ts';
import { createPace, finish } from '../text/steps.ts';
import type { Dependent } from './dependent.ts';
import { nameTable } from './names.ts';
import { createRenderer } from './render.ts';
import type { Rendered } from './rendered.ts';
import { createTemplates } from './template.ts';

/** What `{{name}}` becomes in some conditions. */
export interface NameValue {
  readonly text: string;
  /** The levels that decide it, in each of these conditions: only of `factors`. */
  readonly choices: readonly Levels[];
  /** How many conditions have it. */
  readonly conditions: number;
}

export interface NameValues {
  /** The factors that can change it; none: it is the same everywhere. */
  readonly factors: readonly string[];
  /** Each text once, in the order in which the conditions first have it. */
  readonly values: readonly NameValue[];
}

/** What a name becomes in each of these conditions; null where nothing has the name. */
export type ReadNameValues = (name: string, conditions: readonly Levels[]) => NameValues | null;

/** Prepares the names of a scenario whose conditions could be planned: its names are all known and none is without end. */
export function createNameValues(scenario: Scenario): ReadNameValues {
  const names = nameTable(scenario);
  // Each name as the only text of a message, so that it is followed exactly as in any other text.
  const user = [...names.keys()].map((name) => [{ when: [], text: { text: `{{${name}}}`, pointer: '' } }]);
  const input = {
    scenario: { ...scenario, user },
    names,
    templateOf: createTemplates(),
    broken: new Set<never>(),
    pace: createPace(),
  };
  const values = finish(createRenderer(input)).user;
  const byName = new Map([...names.keys()].map((name, index) => [name, values[index]]));
  return (name, conditions) => {
    const value = byName.get(name);
    return value === undefined ? null : groupByText(scenario, value, conditions);
  };
}

function groupByText(scenario: Scenario, value: Dependent<Rendered>, conditions: readonly Levels[]): NameValues {
  const factors = scenario.factors.map(({ name }) => name).filter((name) => value.factors.has(name));
  const found = new Map<string, { readonly choices: Map<string, Levels>; conditions: number }>();
  for (const levels of conditions) {
    const { text } = value.at(levels);
    const group = found.get(text) ?? { choices: new Map<string, Levels>(), conditions: 0 };
    found.set(text, group);
    group.conditions++;
    const key = factors.map((factor) => levels[factor] ?? '').join('\n');
    if (!group.choices.has(key)) group.choices.set(key, only(levels, factors));
  }
  const values = [...found].map(([text, group]) => ({ ...group, text, choices: [...group.choices.values()] }));
  return { factors, values };
}

function only(levels: Levels, factors: readonly string[]): Levels {
  return Object.fromEntries(factors.map((factor) => [factor, levels[factor] ?? '']));
}
