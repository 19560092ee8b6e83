import { parseDocument } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import { keptFiles } from '../core/scenario/files/keptFiles.ts';
import { openFiles } from '../core/scenario/files/openFiles.ts';

/** The scenario's text as it was run, to find the lines of its parts. */
export async function plannedDocument({ scenario }: RunManifest): Promise<ParsedDocument> {
  const { text, files = [] } = scenario;
  return openFiles(parseDocument(text), { files: keptFiles(files), yieldControl: () => Promise.resolve() });
}
