import { ProviderError } from '../../core/provider/providerError.ts';
import type { Levels } from '../../core/scenario/scenario.ts';
import { conditionWords } from '../../core/trial/when.ts';
import type { ScriptedModel, ScriptedRule } from './scriptedModel.ts';

/** What rules match on. */
export interface Asked {
  /** A judge's request, which asks for a verdict. */
  readonly judge: boolean;
  readonly levels: Levels;
  /** The system prompt and all that the model was told. */
  readonly prompt: string;
  /** What it was told last. */
  readonly last: string;
  /** Which answer it is, from 1. */
  readonly turn: number;
}

/** The first rule that matches. Throws a `ProviderError` where none does: there is no silent default. */
export function findRule({ rules }: ScriptedModel, asked: Asked, file: string): ScriptedRule {
  const { judge, levels, prompt, last, turn } = asked;
  const rule = rules.find(
    (one) =>
      one.judge === judge &&
      one.holdsIn(levels) &&
      one.answersTurn(turn) &&
      (one.matches?.(prompt) ?? true) &&
      (one.matchesLast?.(last) ?? true),
  );
  if (rule) return rule;
  const what = judge
    ? `a judge's request that begins «${beginning(prompt)}»`
    : `${conditionWords(levels)}${turn === 1 ? '' : `, answer ${turn}`}`;
  const remedy = judge ? 'Add a rule whose answers have a `verdict`' : 'Add one';
  throw new ProviderError(
    'invalid_request',
    `No rule of ${file} matches ${what}. ${remedy}; a rule without \`when\`, as the last one, matches the rest.`,
  );
}

function beginning(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
