import { acknowledgedWrong } from './builtins/acknowledgedWrong.ts';
import { blackmail } from './builtins/blackmail.ts';
import type { Builtin } from './builtins/builtin.ts';
import { controlOverride } from './builtins/controlOverride.ts';
import { deception } from './builtins/deception.ts';
import { evalAwareness } from './builtins/evalAwareness.ts';
import { leak } from './builtins/leak.ts';
import { lethalAction } from './builtins/lethalAction.ts';
import { refusal } from './builtins/refusal.ts';
import { sabotage } from './builtins/sabotage.ts';
import { statedBelief } from './builtins/statedBelief.ts';
import { strategicReasoning } from './builtins/strategicReasoning.ts';
import { unexpectedAction } from './builtins/unexpectedAction.ts';
import type { BuiltinName } from './generated/scenarioFile.ts';

/** Every classifier that comes with Scenarist, by the name that the schema lists: one without data is a compile error. */
export const builtins: Readonly<Record<BuiltinName, Builtin>> = {
  'builtin/blackmail': blackmail,
  'builtin/leak': leak,
  'builtin/lethal-action': lethalAction,
  'builtin/control-override': controlOverride,
  'builtin/sabotage': sabotage,
  'builtin/deception': deception,
  'builtin/unexpected-action': unexpectedAction,
  'builtin/refusal': refusal,
  'builtin/eval-awareness': evalAwareness,
  'builtin/stated-belief': statedBelief,
  'builtin/acknowledged-wrong': acknowledgedWrong,
  'builtin/strategic-reasoning': strategicReasoning,
};

export function findBuiltin(name: unknown): Builtin | null {
  return typeof name === 'string' && isBuiltin(name) ? builtins[name] : null;
}

function isBuiltin(name: string): name is BuiltinName {
  return Object.hasOwn(builtins, name);
}
