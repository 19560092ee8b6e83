import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Levels, Scenario, SourceText } from '../scenario/scenario.ts';
import type { Problem, Severity } from '../text/problem.ts';
import type { PlannedPrompt } from './collapse.ts';
import { canHold, worldsOf } from './gateReach.ts';
import { textsOf, type NameTable, type ScopedText } from './names.ts';
import type { Template } from './template.ts';

export interface ReachInput {
  readonly scenario: Scenario;
  readonly document: ParsedDocument;
  readonly texts: readonly ScopedText[];
  readonly names: NameTable;
  readonly templateOf: (source: SourceText) => Template;
  /** Every condition of the design, also those that send the same. */
  readonly planned: readonly PlannedPrompt[];
}

/** Parts of the file that no condition makes use of: most often the sign of a mistyped `when` or `only`. */
export function reachProblems(input: ReachInput): readonly Problem[] {
  return [
    ...unusedVariables(input),
    ...unreachedLevels(input),
    ...unreachedDocuments(input),
    ...unreachedTools(input),
    ...unreachedClassifiers(input),
  ];
}

function unusedVariables({ scenario, document, texts, names, templateOf }: ReachInput): readonly Problem[] {
  const variableTexts = new Set(scenario.vars.flatMap(({ text }) => text.map((alternative) => alternative.text)));
  const used = new Set<string>();
  const open: SourceText[] = texts.flatMap(({ source }) => (variableTexts.has(source) ? [] : source));
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    for (const { name } of templateOf(source).names) {
      const target = names.get(name);
      if (target?.kind !== 'variable' || used.has(name)) continue;
      used.add(name);
      open.push(...textsOf(target, scenario).map((text) => text.source));
    }
  }
  return scenario.vars
    .filter(({ name }) => !used.has(name))
    .map(({ name, pointer }) =>
      atKey(
        document,
        pointer,
        'unused-variable',
        `Nothing uses \`{{${name}}}\`. Use it in a text, or remove it.`,
        'hint',
      ),
    );
}

function unreachedLevels({ scenario, document, planned }: ReachInput): readonly Problem[] {
  return scenario.factors.flatMap((factor) => {
    const reached = new Set(planned.map(({ levels }: { readonly levels: Levels }) => levels[factor.name]));
    return factor.levels
      .filter(({ name }) => !reached.has(name))
      .map(({ name, pointer }) => {
        const message = `No condition has \`${factor.name}: ${name}\`: the design leaves it out. Remove the level, or let \`only\` or \`conditions\` reach it.`;
        return atKey(document, pointer, 'unreached-level', message);
      });
  });
}

function unreachedDocuments({ scenario, document, planned }: ReachInput): readonly Problem[] {
  const shown = new Set(
    distinct(planned, ({ documents }) => documents).flatMap((documents) => documents.map(({ id }) => id)),
  );
  const why = shown.size === 0 ? 'no text that is sent holds `{{documents}}`' : 'its `when` never holds';
  return scenario.documents
    .filter(({ id }) => !shown.has(id))
    .map(({ id, pointer }) =>
      atKey(
        document,
        pointer,
        'unreached-document',
        `No condition shows document \`${id}\`: ${why}. Mend that, or remove the document.`,
      ),
    );
}

function unreachedTools({ scenario, document, planned }: ReachInput): readonly Problem[] {
  const offered = new Set(distinct(planned, ({ tools }) => tools).flatMap((tools) => tools.map(({ id }) => id)));
  return scenario.tools.use
    .filter(({ id }) => !offered.has(id))
    .map(({ id, pointer }) =>
      atKey(
        document,
        pointer,
        'unreached-tool',
        `No condition offers tool \`${id}\`: its \`when\` never holds. Mend that, or remove the tool.`,
      ),
    );
}

/** A gate that needs a tool or a document that no condition has gives every transcript the same label. */
function unreachedClassifiers({ scenario, document, planned }: ReachInput): readonly Problem[] {
  const worlds = worldsOf(planned.map(({ prompt }) => prompt));
  return scenario.classifiers
    .filter(({ gate }) => gate !== null && !worlds.some((world) => canHold(gate, world)))
    .map(({ id, pointer }) => {
      const message = `The gate of classifier \`${id}\` can hold in no condition: none offers the tools and shows the documents that it names. Mend the gate, or the \`when\` of the tool or document.`;
      return atKey(document, `${pointer}/gate`, 'unreached-classifier', message);
    });
}

/** Conditions share most of their parts: each is looked at once. */
function distinct<Part>(
  planned: readonly PlannedPrompt[],
  partOf: (prompt: PlannedPrompt['prompt']) => Part,
): readonly Part[] {
  return [...new Set(planned.map(({ prompt }) => partOf(prompt)))];
}

function atKey(
  document: ParsedDocument,
  pointer: string,
  code: string,
  message: string,
  severity: Severity = 'warning',
): Problem {
  return { code, severity, message, range: document.keyRange(pointer), pointer };
}
