import type { Scenario } from '../scenario/scenario.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import { nameTable, promptTexts, textsOf, wordTexts, type ScopedText } from '../trial/names.ts';
import { createTemplates } from '../trial/template.ts';
import { createHaystack, type Haystack } from './haystack.ts';

/** The texts of a scenario as the warnings look at them, whether or not a condition sends them. */
export interface SentTexts {
  /** What the model is told: prompts, variables, levels, descriptions of tools. */
  readonly told: readonly SourceText[];
  /** What it is shown: documents and their layout. */
  readonly shown: readonly SourceText[];
  /** Both, to be searched; made when it is first asked for. */
  haystack(): Haystack;
  /** Those of some names (of `{{factor.key}}` the factor) that no text holds; a question or the word of a gate is a text too. */
  unnamed(names: ReadonlySet<string>): ReadonlySet<string>;
  /** Whether what is sent leads to a name, in some condition. */
  reaches(name: string): boolean;
}

export function sentTexts(scenario: Scenario): SentTexts {
  const names = nameTable(scenario);
  const templateOf = createTemplates();
  const prompts = unscoped(promptTexts(scenario));
  const told = [...prompts];
  const shown: ScopedText[] = [];
  for (const target of names.values()) {
    (target.kind === 'documents' ? shown : told).push(...textsOf(target, scenario));
  }
  let haystack: Haystack | null = null;
  return {
    told: told.map(({ source }) => source),
    shown: shown.map(({ source }) => source),
    haystack: () => (haystack ??= createHaystack([...told, ...shown].map(({ source }) => source))),
    unnamed(wanted) {
      const left = new Set(wanted);
      for (const { source, fields } of [...told, ...unscoped(wordTexts(scenario)), ...shown]) {
        if (left.size === 0) break;
        for (const { name } of templateOf(source).names) {
          if (!fields.includes(name)) left.delete(name.replace(/\..*$/, ''));
        }
      }
      return left;
    },
    reaches(wanted) {
      const seen = new Set<string>();
      const open = [...prompts];
      // The queue grows while it is read.
      for (const { source, fields } of open) {
        for (const { name } of templateOf(source).names) {
          const target = fields.includes(name) || seen.has(name) ? undefined : names.get(name);
          if (target === undefined) continue;
          if (name === wanted) return true;
          seen.add(name);
          open.push(...textsOf(target, scenario));
        }
      }
      return false;
    },
  };
}

function unscoped(sources: readonly SourceText[]): readonly ScopedText[] {
  return sources.map((source) => ({ source, fields: [] }));
}
