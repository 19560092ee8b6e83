import { parseDocument } from '../../core/document/parseDocument.ts';
import type { Hash } from '../../core/text/ports.ts';
import { checkScenario } from '../../core/trial/check.ts';
import type { ImportTarget, Survey } from './imported.ts';
import { writeScenario } from './importedScenario.ts';
import { Refusal } from './refusal.ts';

/** A scenario that was named. `path` is as its runs keep it. */
export function givenTarget(
  { scenario, conditions, text, files }: Pick<ImportTarget, 'scenario' | 'conditions' | 'text' | 'files'>,
  path: string,
  { variants }: Survey,
): ImportTarget {
  return { scenario, conditions, text, files, path, levelsOf: (variant) => variants[variant]?.levels ?? {} };
}

/**
 * The least scenario that the transcripts fit; it is not on the disk yet. Throws `Refusal` where there is none.
 * @param file The name of the file that they are from.
 */
export function writtenTarget(file: string, { variants, models, entries }: Survey, hash: Hash): ImportTarget {
  const id = idOf(file);
  const title = `Transcripts of ${file}`;
  const { text, levelOf } = writeScenario({ id, title, models, samples: entries.length, variants });
  const { scenario, conditions, problems } = checkScenario(parseDocument(text), hash);
  const error = problems.find(({ severity }) => severity === 'error');
  if (scenario === null || error !== undefined)
    throw new Refusal(`no scenario can be made of it: ${error?.message ?? 'its texts cannot be sent'}`);
  return { scenario, conditions, path: `${id}.scenario.yaml`, text, files: [], levelsOf: levelOf };
}

function idOf(file: string): string {
  const name = file.replace(/\.jsonl?$/, '').toLowerCase();
  const words = name.split(/[^a-z0-9]+/).filter((word) => word !== '');
  return ['imported', ...words].join('-').slice(0, 100);
}
