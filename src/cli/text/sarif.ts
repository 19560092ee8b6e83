import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { Fix, Problem, Severity } from '../../core/text/problem.ts';
import type { TextRange } from '../../core/text/range.ts';
import { relativeUri, sarifLog, sarifRegion } from '../../exchange/sarif/sarifLog.ts';
import { sha256 } from '../../node/sha256.ts';
import type { ProblemRule } from './problemRules.ts';
import { placeInFile } from '../input/readScenarioFile.ts';

export interface FileProblems {
  /** As the command line names it. */
  readonly path: string;
  readonly document: ParsedDocument;
  readonly problems: readonly Problem[];
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * The problems of some files as one SARIF 2.1.0 log (OASIS, 2020), with what GitHub's code scanning asks for: rules with
 * their texts, paths relative to the folder that the command was started in, lines and columns from 1.
 */
export function problemsSarif(
  files: readonly FileProblems[],
  about: { readonly rules: ReadonlyMap<string, ProblemRule>; readonly version: string },
) {
  const codes = [...new Set(files.flatMap(({ problems }) => problems.map(({ code }) => code)))].sort();
  return sarifLog({
    version: about.version,
    rules: codes.map((code) => rule(code, about.rules.get(code))),
    results: files.flatMap((file) => resultsOf(file, codes)),
  });
}

function rule(code: string, known: ProblemRule | undefined) {
  // A result overrides the level; of a code that the page does not have, the messages say all.
  const meaning = known?.meaning ?? code;
  const remedy = known?.remedy ?? 'do what the message says.';
  return {
    id: code,
    shortDescription: { text: plain(meaning) },
    fullDescription: { text: plain(meaning) },
    help: { text: plain(`${meaning} Do: ${remedy}`), markdown: `${meaning} **Do:** ${remedy}` },
    defaultConfiguration: { level: levelOf(known?.severity) },
  };
}

function levelOf(severity: string | undefined): string {
  return severity !== undefined && severity in levels ? levels[severity as Severity] : 'warning';
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function resultsOf({ path, document, problems }: FileProblems, codes: readonly string[]) {
  const place = (range: TextRange) => {
    const found = placeInFile(path, document, range);
    return {
      physicalLocation: { artifactLocation: { uri: uriOf(found.path) }, region: sarifRegion(found.part, found.range) },
    };
  };
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const { code, severity, message, range, pointer, related = [] } = problem;
    // A change of SARIF is one of text that is there.
    const fixes = (problem.fixes ?? []).filter(({ edits }) => edits.length > 0);
    const { uri } = place(range).physicalLocation.artifactLocation;
    const same = `${uri} ${code} ${pointer ?? ''} ${document.text.slice(range.start, range.end)}`;
    const nth = (seen.get(same) ?? 0) + 1;
    seen.set(same, nth);
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: levels[severity],
      message: { text: message },
      locations: [place(range)],
      // Keeps its value when lines move. Code scanning adds its own, from the text of the line, when the log is uploaded.
      partialFingerprints: { 'scenaristProblem/v1': sha256(`${same} ${nth}`) },
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((other, id) => ({
              id,
              message: { text: other.message },
              ...place(other.range),
            })),
          }),
      ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(fix, place)) }),
    };
  });
}

type Placed = (range: TextRange) => {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
};

/** One change for each file that has edits. */
function sarifFix({ title, edits }: Fix, place: Placed) {
  const replacements = edits.map(({ range, newText }) => {
    const { artifactLocation, region: deletedRegion } = place(range).physicalLocation;
    return { uri: artifactLocation.uri, replacement: { deletedRegion, insertedContent: { text: newText } } };
  });
  const byFile = Map.groupBy(replacements, ({ uri }) => uri);
  const artifactChanges = [...byFile].map(([uri, changes]) => ({
    artifactLocation: { uri },
    replacements: changes.map(({ replacement }) => replacement),
  }));
  return { description: { text: title }, artifactChanges };
}

/** Relative to where the command was started, as a URI; a file outside of that folder has only its full address. */
function uriOf(path: string): string {
  const inside = relative('.', resolve(path));
  if (isAbsolute(inside) || inside.startsWith('..')) return pathToFileURL(path).href;
  return relativeUri(inside.split(sep).join('/'));
}
