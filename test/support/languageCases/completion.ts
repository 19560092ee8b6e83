import { classifierCases } from './completion/classifiers.ts';
import { keyCases } from './completion/keys.ts';
import { levelCases } from './completion/levels.ts';
import { nameCases } from './completion/names.ts';
import { toolCases } from './completion/tools.ts';
import { valueCases } from './completion/values.ts';
import type { CompletionCase } from './completion/world.ts';

export const completionCases: readonly CompletionCase[] = [
  ...keyCases,
  ...toolCases,
  ...classifierCases,
  ...valueCases,
  ...levelCases,
  ...nameCases,
];
