import type { Provider, Providers } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { importedProfile } from '../../core/scenario/runSettings.ts';
import type { ModelUse, Scenario } from '../../core/scenario/scenario.ts';
import { keyVariable } from '../../node/environmentKeys.ts';
import { serviceProfiles } from '../../providers/services.ts';
import { UsageError } from '../exitCode.ts';

/** Everything that would make each trial fail is said before the first is sent. */
export async function requireReady(
  { path, scenario }: { readonly path: string; readonly scenario: Scenario },
  models: readonly ModelUse[],
  providers: Providers,
): Promise<void> {
  const judges = scenario.classifiers.flatMap(({ judge }) =>
    judge === null ? [] : [{ ...judge.model, parameters: { maxTokens: judge.maxTokens } }],
  );
  for (const model of [...models, ...(await reachable(judges, models, providers))]) {
    const provider = await findProvider(model, providers);
    const complaints = await provider.check(model.name, model.parameters);
    if (complaints.length > 0) throw new UsageError(`${path}: ${model.reference}: ${complaints.join(' ')}`);
  }
}

/** Where all is replayed, verdicts that stand are kept, so that a judge without a key is no hindrance. */
async function reachable<Judge extends Pick<ModelUse, 'profile'>>(
  judges: readonly Judge[],
  models: readonly ModelUse[],
  providers: Providers,
): Promise<readonly Judge[]> {
  const isReplay = models.length > 0 && models.every(({ profile }) => profile === 'replay');
  if (!isReplay) return judges;
  const isThere = (profile: string): Promise<boolean> =>
    providers(profile).then(
      (provider) => provider !== null,
      () => false,
    );
  const found = await Promise.all(judges.map(({ profile }) => isThere(profile)));
  return judges.filter((_, index) => found[index]);
}

async function findProvider(
  { profile, reference }: Pick<ModelUse, 'profile' | 'reference'>,
  providers: Providers,
): Promise<Provider> {
  if (profile === 'vscode')
    throw new UsageError(
      `${reference}: the models that VS Code offers exist only in the editor: run the scenario there, or with another --model`,
    );
  if (profile === importedProfile)
    throw new UsageError(
      `${reference}: nothing is sent for transcripts that were made elsewhere: grade their run, or name another model with --model`,
    );
  const provider = await providers(profile).catch((error: unknown) => {
    const needsKey = error instanceof ProviderError && error.kind === 'no_key';
    throw needsKey
      ? new UsageError(`${reference} needs an API key: set ${keyVariable(profile)}, or run with --model scripted/demo`)
      : error;
  });
  if (provider === null)
    throw new UsageError(
      `${reference}: there is no provider profile «${profile}»; there are ${['scripted', 'replay', ...serviceProfiles].join(', ')}, and any that --endpoint ${profile}=URL adds`,
    );
  return provider;
}
