import type { Provider, Providers } from '../../core/provider/provider.ts';
import { createScriptedFiles } from '../../node/scriptedFiles.ts';
import { systemClock } from '../../node/systemClock.ts';
import { createProviders } from '../../providers/createProviders.ts';
import type { Keys } from './keys.ts';
import { profileOf } from './profiles.ts';

/** The providers that a scenario may use; scripted models are read beside it, unless something else is to read them. */
export type EditorProviders = (
  scenarioPath: string,
  root: string,
  readScripted?: (name: string) => Promise<string | null>,
) => Providers;

/** The providers of the editor: scripted models from files, services with a key from SecretStorage, models of VS Code. */
export function createEditorProviders(keys: Keys): EditorProviders {
  return (scenarioPath, root, readScripted = createScriptedFiles(scenarioPath, root)) => {
    const providers = createProviders({
      readScripted,
      profileOf,
      keyOf: (profile) => keys.get(profile),
      keyRemedy: () => 'run «Scenarist: Set API Key»',
      clock: systemClock,
    });
    let vscodeModels: Promise<Provider> | null = null;
    return (profile) => (profile === 'vscode' ? (vscodeModels ??= loadVscodeModels()) : providers(profile));
  };
}

async function loadVscodeModels(): Promise<Provider> {
  const { createVscodeProvider } = await import('../vscodeModels/vscodeProvider.ts');
  return createVscodeProvider({ clock: systemClock });
}
