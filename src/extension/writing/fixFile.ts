import { parseDocumentSliced } from '../../core/document/parseDocument.ts';
import { fragmentSteps } from '../../core/scenario/files/fragment.ts';
import { openFiles } from '../../core/scenario/files/openFiles.ts';
import { isFragmentPath } from '../../core/scenario/files/paths.ts';
import type { Problem, TextEdit } from '../../core/text/problem.ts';
import { finishSliced } from '../../core/text/steps.ts';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { checkScenarioSliced } from '../../core/trial/check.ts';
import { findingsIn, fixAll, type FileFindings } from '../../language/fixAll.ts';
import { sha256 } from '../../node/sha256.ts';
import { editorFiles } from '../checking/editorFiles.ts';
import { letOthersGoFirst } from '../letOthersGoFirst.ts';
import type { FileView } from '../places.ts';

/** The edit of a file that applies every fix which is safe in the scenario that the file is a part of; null for none. */
export function fixFile(view: FileView): Promise<TextEdit | null> {
  return fixAll(view.part.text, (text) => findingsWith(view, text));
}

/** What is wrong with the file when this is its text, and all others are what they are. */
async function findingsWith({ checked: { uri, own }, part: { file } }: FileView, text: string): Promise<FileFindings> {
  const stored = editorFiles(uri);
  const scenario = await parseDocumentSliced(file === null ? text : own.text, letOthersGoFirst);
  const document = await openFiles(scenario, {
    files: { read: (path) => (path === file ? Promise.resolve({ text }) : stored.read(path)) },
    yieldControl: letOthersGoFirst,
  });
  const part = document.files.find((each) => each.file === file);
  if (part === undefined) return { problems: [], errors: 0 };
  return findingsIn(document, part, await problemsOf(document, isFragmentPath(uri.path)));
}

/** A fragment that no open scenario includes is checked by itself. */
async function problemsOf(document: ParsedDocument, isFragment: boolean): Promise<readonly Problem[]> {
  if (isFragment) return finishSliced(fragmentSteps(document), letOthersGoFirst);
  return (await checkScenarioSliced(document, sha256, letOthersGoFirst)).problems;
}
