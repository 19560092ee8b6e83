/**
 * The YAML language server that many editors use, in this process, with our schema and without a network: what is known of
 * a scenario by its schema alone. For tests and benchmarks only.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DiagnosticSeverity, getLanguageService } from 'yaml-language-server';

export interface ServerFinding {
  readonly message: string;
  /** From 0, the last included. */
  readonly lines: { readonly first: number; readonly last: number };
  /** What breaks YAML is an error of the server, what breaks the schema a warning. */
  readonly kind: 'syntax' | 'schema' | 'remark';
}

/** What the server finds in a file; null where it fails, which it would show as a file without problems. */
export type LanguageServer = (text: string) => Promise<readonly ServerFinding[] | null>;

export function createLanguageServer(): LanguageServer {
  const schemaUri = 'file:///schemas/scenario.schema.json';
  const schema = readFileSync('schemas/scenario.schema.json', 'utf8');
  const failures: string[] = [];
  const service = getLanguageService({
    schemaRequestService: (uri) => (uri === schemaUri ? Promise.resolve(schema) : Promise.reject(new Error(uri))),
    workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
    telemetry: { send: () => {}, sendTrack: () => {}, sendError: (name) => void failures.push(name) },
  });
  service.configure({ validate: true, schemas: [{ uri: schemaUri, fileMatch: ['*.scenario.yaml'] }] });
  // As deep as the examples are, whose first line names the schema. The server keeps what it read of an address and version.
  const uri = `file:///examples/any/${randomUUID()}.scenario.yaml`;
  let version = 0;
  return async (text) => {
    failures.length = 0;
    const diagnostics = await service.doValidation(TextDocument.create(uri, 'yaml', ++version, text), false);
    if (failures.length > 0) return null;
    return diagnostics.map(({ message, severity, range }) => ({
      message: typeof message === 'string' ? message : message.value,
      lines: { first: range.start.line, last: range.end.line },
      kind:
        severity === DiagnosticSeverity.Error
          ? 'syntax'
          : severity === DiagnosticSeverity.Warning
            ? 'schema'
            : 'remark',
    }));
  };
}
