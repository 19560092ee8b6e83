import type { ParsedDocument } from '../document/parsedDocument.ts';
import { isObject, joinPointer, valueAt } from '../text/json.ts';
import type { Problem } from '../text/problem.ts';
import type { FileAnswer, Files } from './files/files.ts';
import { nearestFirst } from './nearest.ts';
import { plainScalar, replacement } from './reader.ts';
import { importedProfile, splitModel } from './runSettings.ts';
import { scriptedPaths } from './scriptedPaths.ts';

export interface ModelMeans {
  /** The folder of the scenario. */
  readonly files: Files;
  /** All that stand before the `/` of a model, as far as it is known here. */
  readonly providers: readonly string[];
}

interface NamedModel {
  readonly reference: string;
  readonly pointer: string;
}

/**
 * Models that are not there. They are warnings: the other models of the file run without them, a command line names others, and a
 * provider may be known to somebody else's settings. Only what can be no file's name is an error. No run begins on one of them.
 */
export async function modelProblems(document: ParsedDocument, means: ModelMeans): Promise<readonly Problem[]> {
  const found = await Promise.all(
    namedModels(document.data).map(async (model): Promise<Problem | null> => {
      const split = splitModel(model.reference);
      if (split === null || split.profile === importedProfile) return null;
      if (split.profile === 'scripted') return missingFile(document, model, split.name, means.files);
      return means.providers.includes(split.profile) ? null : unknownProvider(document, model, means.providers);
    }),
  );
  return found.filter((problem) => problem !== null);
}

/** Models under test, the judge for all classifiers, and the judges of single ones. */
function namedModels(data: unknown): readonly NamedModel[] {
  const listed = (pointer: string): readonly string[] => {
    const items = valueAt(data, pointer);
    return Array.isArray(items) ? items.map((_, index) => joinPointer(pointer, index)) : [];
  };
  const pointers = [
    ...listed('/run/models').map((item) => (isObject(valueAt(data, item)) ? `${item}/model` : item)),
    '/run/judge',
    ...listed('/classifiers').map((item) => `${item}/judge/model`),
  ];
  return pointers.flatMap((pointer) => {
    const reference = valueAt(data, pointer);
    return typeof reference === 'string' ? [{ reference, pointer }] : [];
  });
}

async function missingFile(
  document: ParsedDocument,
  { pointer }: NamedModel,
  name: string,
  files: Files,
): Promise<Problem | null> {
  const paths = scriptedPaths(name);
  const answers = await Promise.all(paths.map((path) => files.read(path)));
  if (!answers.every(isMissing)) return null;
  const [beside, created] = paths;
  const message =
    created === undefined
      ? `A scripted model is a file, and \`${name}\` cannot be the name of one. Use letters, digits, \`_\`, \`-\` and \`.\`.`
      : `There is neither ${beside} nor ${created} in the folder of this scenario. Write one of them, or name another model.`;
  const fixes =
    created === undefined
      ? []
      : [{ title: `Create \`${created}\``, edits: [], creates: { file: created, text: emptyModel } }];
  return {
    code: 'missing-model-file',
    severity: created === undefined ? 'error' : 'warning',
    message,
    ...placeOf(document, pointer),
    fixes,
  };
}

const emptyModel = 'scripted-model: 1\nrules:\n  - answers:\n      - text: I have read it.\n';

function isMissing(answer: FileAnswer): boolean {
  return 'refusal' in answer && (answer.refusal === 'missing' || answer.refusal === 'outside');
}

function unknownProvider(
  document: ParsedDocument,
  { reference, pointer }: NamedModel,
  providers: readonly string[],
): Problem {
  const profile = reference.slice(0, reference.indexOf('/'));
  const place = placeOf(document, pointer);
  const near = nearestFirst(profile, providers);
  const [first] = near;
  const meant = first === undefined ? '' : ` Did you mean \`${first}\`?`;
  return {
    code: 'unknown-provider',
    severity: 'warning',
    message: `No provider \`${profile}\` is known here.${meant} There are ${providers.join(', ')}. A server of your own is one by the setting \`scenarist.profiles\`, or by \`--endpoint ${profile}=URL\` on the command line.`,
    ...place,
    fixes: near.map((name) => {
      const model = `${name}${reference.slice(profile.length)}`;
      return replacement(`Change to \`${model}\``, place.range, plainScalar(model));
    }),
  };
}

function placeOf(document: ParsedDocument, pointer: string): Pick<Problem, 'range' | 'pointer'> {
  return { range: document.valueRange(pointer), pointer };
}
