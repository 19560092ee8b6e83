import { ProviderError } from '../../core/provider/providerError.ts';
import type { Levels } from '../../core/scenario/scenario.ts';
import { conditionWords } from '../../core/trial/when.ts';
import type { ScriptedModel, ScriptedRule } from './scriptedModel.ts';

/** What rules match on. */
export interface Asked {
  /** A judge's request, which asks for a verdict. */
  readonly judge: boolean;
  readonly levels: Levels;
  /** The system prompt and all messages. */
  readonly prompt: string;
}

/** The first rule that matches. Throws a `ProviderError` where none does: there is no silent default. */
export function findRule({ rules }: ScriptedModel, { judge, levels, prompt }: Asked, file: string): ScriptedRule {
  const rule = rules.find((one) => one.judge === judge && one.holdsIn(levels) && (one.matches?.(prompt) ?? true));
  if (rule) return rule;
  const asked = judge ? `a judge's request that begins «${beginning(prompt)}»` : conditionWords(levels);
  const remedy = judge ? 'Add a rule whose answers have a `verdict`' : 'Add one';
  throw new ProviderError(
    'invalid_request',
    `No rule of ${file} matches ${asked}. ${remedy}; a rule without \`when\`, as the last one, matches the rest.`,
  );
}

function beginning(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
