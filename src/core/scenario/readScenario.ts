import { createIds, type Ids } from './ids.ts';
import type { ParsedDocument } from '../document/parsedDocument.ts';
import { joinPointer } from '../text/json.ts';
import type { Problem } from '../text/problem.ts';
import { finish, type Steps } from '../text/steps.ts';
import { readClassifiers } from './classifiers.ts';
import { readDesign } from './design.ts';
import { readDocuments, readLayout } from './documents.ts';
import { readEvents } from './events.ts';
import { readExpectations } from './expectations.ts';
import { factorTable, plainFactor, readFactors, type FactorTable } from './factors.ts';
import type { ScenarioFile, Text as TextShape } from './generated/scenarioFile.ts';
import { namedBodies, namedFragments } from './files/namedFiles.ts';
import { createGaps, type Gaps } from './gaps.ts';
import { hintAtLookAlikes } from './lookAlikes.ts';
import { createPatternBudget } from './matches.ts';
import { checkNames } from './names.ts';
import { eachEntry, field, isList, isMap, isPresent, items, numberIn, stringIn, type Part } from './parts.ts';
import { createReader, listFindings, type Findings, type Reader } from './reader.ts';
import { readRun } from './runSettings.ts';
import type { DeclaredTool, Probe, Scenario, Variable } from './scenario.ts';
import type { SourceText, Text } from './sourceText.ts';
import { schemaSteps } from './schemaProblems.ts';
import { readString, readText } from './texts.ts';
import { readTools } from './tools.ts';
import { refuseUnsupported } from './unsupported.ts';

export interface ReadScenario {
  /** Null where any problem is an error. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/** What could be read of a file. */
export interface Reading extends Omit<Findings, 'broken'> {
  /**
   * Null where the file is no map. Where there are errors it has holes, which `gaps` knows: good for finding more that is
   * wrong, never for a run.
   */
  readonly scenario: Scenario | null;
  /** Every string that may hold `{{names}}`, also of parts that are in no scenario because something else of them is wrong. */
  readonly texts: readonly SourceText[];
  readonly gaps: Gaps;
}

/**
 * What the file means, and all that is wrong with it in one pass: syntax and limits, then the schema, then the rules that a
 * schema cannot say. The rules run even where the schema found errors, on the parts that can be read, and say nothing of a
 * part that already has a problem. `{{names}}` are looked up later, when conditions are planned.
 */
export function readScenario(document: ParsedDocument): ReadScenario {
  const reading = finish(readSteps(document));
  return { scenario: reading.hasErrors ? null : reading.scenario, problems: listFindings(reading) };
}

export function* readSteps(document: ParsedDocument): Steps<Reading> {
  const root: Part<ScenarioFile> = { value: document.data, pointer: '' };
  const earlier = [...document.problems, ...(yield* schemaSteps(document))];
  yield;
  const reader = createReader(document, earlier);
  const scenario = isMap(root) ? yield* readParts(reader, root) : null;
  if (scenario !== null) {
    yield* refuseUnsupported(reader, root);
    refuseUnread(reader, root);
    yield* checkNames(reader, root);
    yield* hintAtLookAlikes(reader, root);
  }
  const { broken, ...findings } = reader.result();
  return { ...findings, scenario, texts: reader.texts, gaps: createGaps(document.data, earlier, broken) };
}

function* readParts(reader: Reader, root: Part<ScenarioFile>): Steps<Scenario> {
  const factors = yield* readFactors(reader, root);
  const table = factorTable(reader, root, factors);
  const { documents, ids: documentIds } = yield* readDocuments(reader, root, table);
  const patterns = createPatternBudget();
  const tools = yield* readTools(reader, root, { factors: table, documents: documentIds, patterns });
  const { probes, ids: probeIds } = readProbes(reader, root);
  const { classifiers, ids: classifierIds } = yield* readClassifiers(reader, root, {
    tools,
    documents: documentIds,
    probes: probeIds,
    patterns,
    run: field(root, 'run'),
    factors: table,
  });
  const id = stringIn(field(root, 'id')) ?? '';
  const system = field(root, 'system');
  const user = yield* readUser(reader, table, field(root, 'user'));
  const turns = readTurns(reader, root, user);
  const events = yield* readEvents(reader, root, { factors: table, documents: documentIds, patterns, tools });
  if (turns > user.length) warnOfSilentTools(reader, tools.tools.use);
  else if (tools.tools.protocol === 'text' || (turns === 1 && probes.length === 0))
    warnOfUnaskedTools(reader, tools.tools.use);
  return {
    id,
    title: stringIn(field(root, 'title')) ?? id,
    turns,
    vars: yield* readVariables(reader, table, field(root, 'vars')),
    factors: factors.map(plainFactor),
    design: yield* readDesign(reader, root, factors, table),
    system: isPresent(system) ? yield* readText(reader, table, system) : null,
    user,
    layout: readLayout(root),
    documents,
    tools: tools.tools,
    events,
    probes,
    run: readRun(reader, root),
    classifiers,
    expectations: yield* readExpectations(reader, root, table, { ids: classifierIds, classifiers }),
  };
}

/** A file that nobody read must not pass as one that says nothing. */
function refuseUnread(reader: Reader, root: Part<ScenarioFile>): void {
  if (reader.document.files.length > 1) return;
  for (const part of [...namedFragments(root), ...namedBodies(root)]) {
    const place = reader.atValue(part);
    reader.error(
      'file-not-read',
      place,
      `\`${part.text}\` was not read. Open the scenario from the folder that it is in.`,
    );
  }
}

function* readVariables(
  reader: Reader,
  table: FactorTable,
  section: Part<ScenarioFile['vars']>,
): Steps<readonly Variable[]> {
  const variables: Variable[] = [];
  for (const [name, part] of eachEntry(section)) {
    variables.push({ name, text: yield* readText(reader, table, part), pointer: part.pointer });
    if (reader.pace.isDue(5)) yield;
  }
  return variables;
}

/** The most answers in one trial: where nothing is said, one to each user text. */
function readTurns(reader: Reader, root: Part<ScenarioFile>, user: readonly Text[]): number {
  const max = field(field(root, 'turns'), 'max');
  const turns = numberIn(max) ?? user.length;
  if (turns < user.length) {
    const message = `There are ${user.length} user texts, and after ${turns === 1 ? '1 answer' : `${turns} answers`} the others would never be sent. Write \`max: ${user.length}\` or more.`;
    reader.error('too-few-turns', reader.atValue(max), message);
  }
  return turns;
}

/** The model acts on what its tools answer, and nothing says what these do. */
function warnOfSilentTools(reader: Reader, tools: readonly DeclaredTool[]): void {
  for (const { id, builtin, returns, permissions, pointer } of tools) {
    const isDenied = permissions.every(({ permission }) => permission === 'deny');
    if (builtin !== null || returns.length > 0 || isDenied) continue;
    const message = `Nothing says what tool \`${id}\` answers, so each call gets the error «not available at the moment». Write what the model is told under \`returns\`.`;
    const at = joinPointer(pointer, 'id');
    reader.warning('tool-without-answer', { range: reader.document.valueRange(at), pointer: at }, message);
  }
}

/** The model is never told what its actions get, so they get nothing. */
function warnOfUnaskedTools(reader: Reader, tools: readonly DeclaredTool[]): void {
  for (const { id, permissions, pointer } of tools) {
    if (permissions.every(({ permission }) => permission !== 'ask')) continue;
    const message = `Nobody is asked about \`${id}\`: the model is not told what its actions get. Let it go on with \`turns\`, as in \`turns: {max: 4}\`.`;
    const at = joinPointer(pointer, 'permission');
    reader.warning('nobody-is-asked', { range: reader.document.keyRange(at), pointer: at }, message);
  }
}

function readProbes(
  reader: Reader,
  root: Part<ScenarioFile>,
): { readonly probes: readonly Probe[]; readonly ids: Ids } {
  const section = field(root, 'probes');
  const ids = createIds(reader, { kind: 'probe', root, within: root, section });
  const probes = items(section).flatMap((part): Probe[] => {
    const [id, ask] = [ids.add(field(part, 'id')), readString(reader, field(part, 'ask'))];
    return id === null || ask === null ? [] : [{ id, ask, pointer: part.pointer }];
  });
  return { probes, ids };
}

/** A list of maps is one text with alternatives; any other list has a text in each item. */
function* readUser(reader: Reader, table: FactorTable, part: Part<ScenarioFile['user']>): Steps<readonly Text[]> {
  const several = isList(part) && !items(part).every(isMap);
  const parts: readonly Part[] = several ? items(part) : [part];
  const texts: Text[] = [];
  for (const text of parts) texts.push(yield* readText(reader, table, text as Part<TextShape>));
  return texts;
}
