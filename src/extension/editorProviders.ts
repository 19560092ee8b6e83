import type { Providers } from '../core/provider/provider.ts';
import { createScriptedFiles } from '../node/scriptedFiles.ts';
import { systemClock } from '../node/systemClock.ts';
import { createProviders } from '../providers/createProviders.ts';
import type { Keys } from './keys.ts';
import { profileOf } from './profiles.ts';

/** The providers of the editor: scripted models from files, services with a key from SecretStorage. */
export function createEditorProviders(keys: Keys): (scenarioPath: string, root: string) => Providers {
  return (scenarioPath, root) =>
    createProviders({
      readScripted: createScriptedFiles(scenarioPath, root),
      profileOf,
      keyOf: (profile) => keys.get(profile),
      keyRemedy: () => 'run «Scenarist: Set API Key»',
      clock: systemClock,
    });
}
