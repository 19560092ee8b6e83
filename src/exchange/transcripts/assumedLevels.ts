import type { Scenario } from '../../core/scenario/scenario.ts';
import type { Survey } from './imported.ts';

/** What `conditionOf` took for granted, a sentence for each factor: such transcripts count in the arm that they may not belong to. */
export function assumedLevels({ entries, variants }: Survey, { factors }: Scenario): readonly string[] {
  return factors.flatMap(({ name, baseline, levels }) => {
    const lines = entries.filter(({ variant }) => variants[variant]?.levels[name] === undefined).length;
    const level = baseline ?? levels[0]?.name ?? '';
    if (lines === 0 || levels.length < 2) return [];
    return [`\`levels\` does not say \`${name}\` (${lines} ${lines === 1 ? 'line' : 'lines'}): taken as \`${level}\``];
  });
}
