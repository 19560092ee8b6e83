import type * as vscode from 'vscode';
import { listProblems } from '../../core/document/problemList.ts';
import { parseDocumentSliced } from '../../core/document/parseDocument.ts';
import { checkFileSliced } from '../../core/experiment/checkFile.ts';
import type { ReviewOptions } from '../../core/experiment/reviewExperiment.ts';
import type { FileAnswer, Files } from '../../core/scenario/files/files.ts';
import { fragmentSteps } from '../../core/scenario/files/fragment.ts';
import { openFiles } from '../../core/scenario/files/openFiles.ts';
import { modelProblems } from '../../core/scenario/modelProblems.ts';
import { finishSliced } from '../../core/text/steps.ts';
import { sha256 } from '../../node/sha256.ts';
import type { CheckedScenario } from './checkedScenario.ts';
import { editorFiles } from './editorFiles.ts';
import { letOthersGoFirst } from '../letOthersGoFirst.ts';
import { knownProfiles } from '../models/profiles.ts';
import { isFragment } from './scenarioDocuments.ts';

export interface Checking {
  readonly options: ReviewOptions;
  readonly signal: AbortSignal;
  /** Told of each file before it is read, by its path from the folder of the scenario. */
  readonly asked: (path: string) => void;
}

/** All that is known of a text, in slices. Throws `WorkAborted` when the signal aborts. */
export async function check(
  document: vscode.TextDocument,
  { options, signal, asked }: Checking,
): Promise<CheckedScenario> {
  const { uri, version } = document;
  const own = await parseDocumentSliced(document.getText(), letOthersGoFirst, signal);
  if (isFragment(document)) {
    const problems = await finishSliced(fragmentSteps(own), letOthersGoFirst, signal);
    return { uri, version, own, document: own, named: new Map(), scenario: null, conditions: [], problems };
  }
  const named = new Map<string, FileAnswer>();
  const files = editorFiles(uri);
  const noted: Files = {
    async read(path) {
      asked(path);
      const answer = await files.read(path);
      named.set(path, answer);
      return answer;
    },
  };
  const whole = await openFiles(own, { files: noted, yieldControl: letOthersGoFirst, signal });
  const checked = await checkFileSliced(whole, sha256, options, letOthersGoFirst, signal);
  if (checked.scenario === null) return { uri, version, own, document: whole, named, ...checked };
  // The prompts of a scenario whose model is not there can be looked at, and its other models run.
  const models = await modelProblems(whole, {
    // Elsewhere nothing is run, and an unsaved scenario has no folder.
    files: uri.scheme === 'file' ? noted : { read: () => Promise.resolve({ refusal: 'unsaved' }) },
    providers: knownProfiles(),
  });
  const problems = listProblems([...checked.problems, ...models]);
  return { uri, version, own, document: whole, named, ...checked, problems };
}
