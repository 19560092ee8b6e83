import * as vscode from 'vscode';
import { namesSchema } from './scenarioDocuments.ts';

/** The extension that most people edit YAML with. */
const neighbour = 'redhat.vscode-yaml';

/** What it does for a document that is left to it; each can be switched off in its settings. */
export interface YamlNeighbour {
  readonly knowsSchema: boolean;
  readonly checks: boolean;
  readonly completes: boolean;
  readonly explains: boolean;
}

/**
 * Null where we are alone: for files of our own language always, and for YAML files where it is not installed. It knows the
 * schema of files that name it; of files that only our setting makes scenarios it knows nothing.
 */
export function yamlNeighbourOf(document: vscode.TextDocument): YamlNeighbour | null {
  if (document.languageId !== 'yaml' || vscode.extensions.getExtension(neighbour) === undefined) return null;
  const settings = vscode.workspace.getConfiguration('yaml', document.uri);
  const isOn = (name: string): boolean => settings.get(name) !== false;
  const knowsSchema = namesSchema(document);
  return {
    knowsSchema,
    checks: isOn('validate'),
    completes: knowsSchema && isOn('completion'),
    explains: knowsSchema && isOn('hover'),
  };
}
