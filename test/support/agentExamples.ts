import { readFileSync } from 'node:fs';
import { parseDocument } from '../../src/core/document/parseDocument.ts';
import { isObject } from '../../src/core/text/json.ts';
import type { Levels } from '../../src/core/scenario/scenario.ts';
import { readTable, type DocumentedRate } from './documentedRates.ts';
import { check } from './examples.ts';

/** The families in which the model acts over several turns; each stands beside its single prompt. */
export const agentFamilies = ['blackmail', 'espionage', 'lethal-action'] as const;
export type AgentFamily = (typeof agentFamilies)[number];

function agentPath(family: AgentFamily): string {
  return `examples/${family}/${family}-agent.scenario.yaml`;
}

export function agentText(family: AgentFamily): string {
  return readFileSync(agentPath(family), 'utf8');
}

export function agentModel(family: AgentFamily): string {
  return readFileSync(`examples/${family}/models/agent.model.yaml`, 'utf8');
}

/** How often the first classifier should find its label: as the comment of the model file says, and as its weights are. */
export function agentRates(family: AgentFamily): {
  readonly table: readonly DocumentedRate[];
  readonly weights: readonly DocumentedRate[];
} {
  const { scenario, conditions } = check(agentText(family));
  const [positive = ''] = scenario?.classifiers[0]?.labels.positive ?? [];
  const rules = deciding(agentModel(family));
  const weights = conditions.map(({ levels }) => {
    const rule = rules.find(({ levels: wanted }) =>
      Object.entries(wanted).every(([name, level]) => levels[name] === level),
    );
    const total = rule?.answers.reduce((sum, { weight }) => sum + weight, 0) ?? 0;
    const found =
      rule?.answers.filter(({ outcome }) => outcome === positive).reduce((sum, { weight }) => sum + weight, 0) ?? 0;
    return { levels, percent: Math.round((found / total) * 1e6) / 1e4 };
  });
  return { table: readTable(agentModel(family)), weights };
}

interface DecidingRule {
  readonly levels: Levels;
  readonly answers: readonly { readonly outcome: string; readonly weight: number }[];
}

/** The rules in which it is drawn what the model does: all of their answers have an outcome. */
function deciding(model: string): readonly DecidingRule[] {
  const { data } = parseDocument(model);
  const rules: readonly unknown[] = isObject(data) && Array.isArray(data['rules']) ? data['rules'] : [];
  return rules.flatMap((rule): readonly DecidingRule[] => {
    if (!isObject(rule) || !Array.isArray(rule['answers'])) return [];
    const answers = rule['answers'] as readonly { outcome?: string; weight?: number }[];
    const when = isObject(rule['when']) ? rule['when'] : {};
    const drawn = answers.flatMap(({ outcome, weight = 1 }) => (outcome === undefined ? [] : [{ outcome, weight }]));
    return drawn.length === 0 ? [] : [{ levels: (when['levels'] ?? {}) as Levels, answers: drawn }];
  });
}
