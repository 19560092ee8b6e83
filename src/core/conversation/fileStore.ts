import type { FileTool } from '../scenario/scenario.ts';
import { assertNever } from '../text/assertNever.ts';
import { foldText } from '../transcript/fold.ts';
import type { Action } from '../transcript/transcript.ts';
import type { ShownDocument } from '../trial/trial.ts';
import { done, failed, textOf, valuesOf, type Answer } from './answer.ts';
import type { Store } from './store.ts';

interface StoredFile {
  readonly name: string;
  /** The document that it is; null for one that the model wrote. */
  readonly id: string | null;
  readonly content: string;
}

/** What the file tools answer, from the files of one trial and those that the model writes in it. */
export function createFileStore(documents: readonly ShownDocument[]): Store<FileTool> {
  let files: readonly StoredFile[] = documents.filter(({ kind }) => kind === 'file');
  const named = (name: string): StoredFile | undefined => files.find((file) => nameKey(file.name) === nameKey(name));
  const withFile = (action: Action, answer: (file: StoredFile) => Answer): Answer => {
    const written = textOf(action, 'document');
    const [id] = valuesOf(action, 'document');
    const file = named(written) ?? files.find((each) => each.id !== null && each.id === id);
    return file === undefined ? failed(`There is no file «${written}».`) : answer(file);
  };
  const without = (file: StoredFile | undefined): readonly StoredFile[] => files.filter((each) => each !== file);
  return {
    arrive(document) {
      if (document.kind === 'file') files = [...without(named(document.name)), document];
    },
    answer(tool, action) {
      switch (tool) {
        case 'file.list':
          return done(files.length === 0 ? 'There are no files.' : files.map(({ name }) => name).join('\n'));
        case 'file.read':
          return withFile(action, ({ content }) => done(content));
        case 'file.write': {
          const name = textOf(action, 'name').trim();
          const before = named(name);
          if (name === '') return failed('Not written: the file has no name.');
          // A document stays that document, whatever stands in it now.
          const file = { name: before?.name ?? name, id: before?.id ?? null, content: textOf(action, 'body') };
          files = before === undefined ? [...files, file] : files.map((each) => (each === before ? file : each));
          return done(`${before === undefined ? 'Wrote' : 'Replaced'} ${file.name}.`);
        }
        case 'file.delete':
          return withFile(action, (file) => {
            files = without(file);
            return done(`Deleted ${file.name}.`);
          });
        default:
          return assertNever(tool);
      }
    },
  };
}

function nameKey(name: string): string {
  return foldText(name).trim();
}
