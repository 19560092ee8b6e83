import type { Providers } from '../core/provider/provider.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';

/** The text of every scripted model that may answer, as a model under test or as a judge, by its reference. */
export async function readSources(
  { classifiers }: Pick<Scenario, 'classifiers'>,
  models: readonly ModelUse[],
  providers: Providers,
): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  const judges = classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model]));
  // A service without a key has no source either.
  for (const { reference, profile, name } of [...models, ...judges]) {
    const text = (await (await providers(profile).catch(() => null))?.source(name)) ?? null;
    if (text !== null) sources.set(reference, text);
  }
  return sources;
}

/** Reads scripted models as a run kept them, whatever became of their files. */
export function storedScripts({ sources }: RunManifest): (name: string) => Promise<string | null> {
  const texts = new Map(sources.map(({ model, text }) => [model, text]));
  return (name) => Promise.resolve(texts.get(`scripted/${name}`) ?? null);
}
