import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Gate } from '../scenario/classifier.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { writtenClassifiers } from '../scenario/writtenClassifiers.ts';
import type { Problem, Severity } from '../text/problem.ts';
import type { Pace, Steps } from '../text/steps.ts';
import type { PlannedPrompt } from './collapse.ts';
import { canHold, worldSteps, type World } from './gateReach.ts';
import { textsOf, type NameTable, type ScopedText } from './names.ts';
import { createProblemSink, type ProblemSink } from './problemSink.ts';
import type { TemplateOf } from './template.ts';

export interface ReachInput {
  readonly scenario: Scenario;
  readonly document: ParsedDocument;
  readonly templates: readonly ScopedText[];
  readonly names: NameTable;
  readonly templateOf: TemplateOf;
  /** Every condition of the design, also those that send the same. */
  readonly planned: readonly PlannedPrompt[];
  readonly pace: Pace;
}

/** Parts of the file that no condition makes use of: most often the sign of a mistyped `when` or `only`. */
export function* reachProblems(input: ReachInput): Steps<ProblemSink> {
  const sink = createProblemSink();
  yield* unusedVariables(input, sink);
  yield* unreachedLevels(input, sink);
  yield* unreachedDocuments(input, sink);
  yield* unreachedTools(input, sink);
  yield* unreachedClassifiers(input, sink);
  return sink;
}

function* unusedVariables(input: ReachInput, sink: ProblemSink): Steps<void> {
  const { scenario, document, templates, names, templateOf, pace } = input;
  const variableTexts = new Set(scenario.vars.flatMap(({ text }) => text.map((alternative) => alternative.text)));
  if (pace.isDue(variableTexts.size / 5)) yield;
  const used = new Set<string>();
  const open = templates.map(({ source }) => source).filter((source) => !variableTexts.has(source));
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    const found = templateOf(source).names;
    if (pace.isDue(1 + found.length / 10)) yield;
    for (const { name } of found) {
      const target = names.get(name);
      if (target?.kind !== 'variable' || used.has(name)) continue;
      used.add(name);
      open.push(...textsOf(target, scenario).map((text) => text.source));
    }
  }
  for (const { name, pointer } of scenario.vars) {
    if (pace.isDue(1)) yield;
    if (used.has(name)) continue;
    const message = `Nothing uses \`{{${name}}}\`. Use it in a text, or remove it.`;
    sink.add(() => atKey(document, pointer, 'unused-variable', message, 'hint'));
  }
}

function* unreachedLevels({ scenario, document, planned, pace }: ReachInput, sink: ProblemSink): Steps<void> {
  for (const factor of scenario.factors) {
    const reached = new Set(planned.map(({ levels }) => levels[factor.name]));
    if (pace.isDue(planned.length / 5)) yield;
    for (const { name, pointer } of factor.levels) {
      if (reached.has(name)) continue;
      const message = `No condition has \`${factor.name}: ${name}\`: the design leaves it out. Remove the level, or let \`only\` or \`conditions\` reach it.`;
      sink.add(() => atKey(document, pointer, 'unreached-level', message));
    }
  }
}

function* unreachedDocuments({ scenario, document, planned, pace }: ReachInput, sink: ProblemSink): Steps<void> {
  const shown = yield* idsIn(planned, ({ documents }) => documents, pace);
  const why = shown.size === 0 ? 'no text that is sent holds `{{documents}}`' : 'its `when` never holds';
  for (const { id, pointer } of scenario.documents) {
    if (shown.has(id)) continue;
    const message = `No condition shows document \`${id}\`: ${why}. Mend that, or remove the document.`;
    sink.add(() => atKey(document, pointer, 'unreached-document', message));
  }
}

function* unreachedTools({ scenario, document, planned, pace }: ReachInput, sink: ProblemSink): Steps<void> {
  const offered = yield* idsIn(planned, ({ tools }) => tools, pace);
  for (const { id, pointer } of scenario.tools.use) {
    if (offered.has(id)) continue;
    const message = `No condition offers tool \`${id}\`: its \`when\` never holds. Mend that, or remove the tool.`;
    sink.add(() => atKey(document, pointer, 'unreached-tool', message));
  }
}

/** A gate that needs a tool or a document that no condition has gives every transcript the same label. */
function* unreachedClassifiers({ scenario, document, planned, pace }: ReachInput, sink: ProblemSink): Steps<void> {
  const gates = writtenClassifiers(scenario.classifiers).filter(({ gate }) => gate !== null);
  if (gates.length === 0) return;
  const prompts = planned.map(({ prompt }) => prompt);
  const worlds = yield* worldSteps(prompts, pace);
  for (const { id, gate } of gates) {
    if (gate === null || (yield* holdsSomewhere(gate, worlds, pace))) continue;
    const message = `The gate of classifier \`${id}\` can hold in no condition: none offers the tools and shows the documents that it names. Mend the gate, or the \`when\` of the tool or document.`;
    sink.add(() => atKey(document, gate.pointer, 'unreached-classifier', message));
  }
}

function* holdsSomewhere(gate: Gate, worlds: readonly World[], pace: Pace): Steps<boolean> {
  for (const world of worlds) {
    if (canHold(gate, world)) return true;
    // A gate may have thousands of clauses.
    if (pace.isDue(200)) yield;
  }
  return false;
}

/** Conditions share most of their parts: each is looked at once. */
function* idsIn(
  planned: readonly PlannedPrompt[],
  partOf: (prompt: PlannedPrompt['prompt']) => readonly { readonly id: string }[],
  pace: Pace,
): Steps<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const part of new Set(planned.map(({ prompt }) => partOf(prompt)))) {
    for (const { id } of part) ids.add(id);
    if (pace.isDue(1 + part.length / 10)) yield;
  }
  return ids;
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
