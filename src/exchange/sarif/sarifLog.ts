import type { FilePart } from '../../core/document/parsedDocument.ts';
import { toPosition1, type TextRange } from '../../core/text/range.ts';

/** One run of Scenarist as a SARIF 2.1.0 log (OASIS, 2020). */
export function sarifLog(run: {
  /** The version of Scenarist. */
  readonly version: string;
  readonly rules: readonly object[];
  readonly results: readonly object[];
  readonly properties?: object;
}) {
  const { version, rules, results, properties } = run;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Scenarist', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results,
        ...(properties !== undefined && { properties }),
      },
    ],
  };
}

/** Lines and columns from 1, in UTF-16 units; the end is behind the last character. `range` is one of the file. */
export function sarifRegion({ lines }: Pick<FilePart, 'lines'>, { start, end }: TextRange) {
  const from = toPosition1(lines.positionAt(start));
  const to = toPosition1(lines.positionAt(end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** A relative path, with `/`, as a URI. */
export function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
