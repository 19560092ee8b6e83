import * as vscode from 'vscode';

/** What a scenario finds in one of its files. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/**
 * The diagnostics of each file, of all scenarios that it is a part of. What not all of these find says which it is about; what
 * a fragment has by itself is found by all.
 */
export class FileDiagnostics {
  private readonly found = new Map<string, readonly FileFindings[]>();
  private readonly show: (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]) => void;

  constructor(show: (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]) => void) {
    this.show = show;
  }

  /** What the check of one file has found in that file and in those that it names; nothing when it is closed. */
  set(checked: vscode.Uri, findings: readonly FileFindings[]): void {
    const key = checked.toString();
    const before = this.found.get(key) ?? [];
    if (findings.length > 0) this.found.set(key, findings);
    else this.found.delete(key);
    const files = new Map([...before, ...findings].map(({ uri }) => [uri.toString(), uri]));
    for (const uri of files.values()) this.show(uri, this.of(uri));
  }

  private of(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    const key = uri.toString();
    const all = [...this.found].flatMap(([by, findings]) =>
      findings.filter((each) => each.uri.toString() === key).map(({ diagnostics }) => ({ by, diagnostics })),
    );
    const including = all.filter(({ by }) => by !== key);
    const placed = Map.groupBy(
      all.flatMap(({ by, diagnostics }) => diagnostics.map((diagnostic) => ({ by, diagnostic }))),
      ({ diagnostic: { range, message, code } }) => JSON.stringify([range, message, code]),
    );
    return [...placed.values()].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const isOfAll = same.some(({ by }) => by === key) || same.length >= including.length;
      return [
        isOfAll
          ? first.diagnostic
          : named(
              first.diagnostic,
              same.map(({ by }) => by),
            ),
      ];
    });
  }
}

function named(diagnostic: vscode.Diagnostic, scenarios: readonly string[]): vscode.Diagnostic {
  const names = scenarios.map((uri) => vscode.Uri.parse(uri, true).path.replace(/^.*\//, ''));
  const copy = new vscode.Diagnostic(
    diagnostic.range,
    `${diagnostic.message} (In ${names.join(', ')}.)`,
    diagnostic.severity,
  );
  return Object.assign(copy, {
    source: diagnostic.source,
    code: diagnostic.code,
    relatedInformation: diagnostic.relatedInformation,
    tags: diagnostic.tags,
  });
}
