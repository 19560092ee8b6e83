import { isObject } from '../../core/text/json.ts';
import { modelsByProfile } from '../generated/models.ts';
import type { Proposal } from './completion.ts';
import type { KnownNames } from './knownNames.ts';
import { escapeSnippet } from './sketch.ts';

/** What the editor knows of models beside the file and the services' own lists. */
export interface KnownModels {
  /** References that were run lately, the latest first. */
  readonly recent: readonly string[];
  /** Names of the `*.model.yaml` files that the scenario can use. */
  readonly scripted: readonly string[];
  /** References to the answers of earlier runs of this scenario. */
  readonly replays: readonly string[];
  /** References to the models that VS Code offers. */
  readonly vscode: readonly string[];
}

/** References to models: those of this file, those run lately, the scripted ones, earlier runs, and all that VS Code and the services list. */
export function modelProposals(
  names: KnownNames,
  { recent, scripted, replays, vscode }: KnownModels,
): readonly Proposal[] {
  const found = new Map<string, string>();
  const add = (detail: string, references: readonly string[]): void => {
    for (const reference of references) if (!found.has(reference)) found.set(reference, detail);
  };
  add('in this file', modelsInFile(names));
  add('used lately', recent);
  add(
    'scripted, not a model',
    scripted.map((name) => `scripted/${name}`),
  );
  add('replayed, not a new answer', replays);
  add('of VS Code, not comparable', vscode);
  for (const [profile, ids] of Object.entries(modelsByProfile))
    add(
      profile,
      ids.map((id) => `${profile}/${id}`),
    );
  return [...found].map(([label, detail]) => ({
    label,
    kind: 'model',
    detail,
    documentation: '',
    snippet: escapeSnippet(label),
  }));
}

function modelsInFile(names: KnownNames): readonly string[] {
  const models = names.valueAt(['run', 'models']);
  const classifiers = names.valueAt(['classifiers']);
  return [
    ...items(models).map((item) => (isObject(item) ? item['model'] : item)),
    ...items(classifiers).map((item) => (isObject(item) && isObject(item['judge']) ? item['judge']['model'] : null)),
  ].filter((reference) => typeof reference === 'string' && /^[\w-]+\/\S+$/.test(reference)) as readonly string[];
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
