import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Problem } from '../text/problem.ts';
import { readClassifiers } from './classifiers.ts';
import { readDesign } from './design.ts';
import { readDocuments, readLayout } from './documents.ts';
import { readExpectations } from './expectations.ts';
import { factorTable, plainFactor, readFactors, type FactorTable } from './factors.ts';
import type { ScenarioFile, Text as TextShape } from './generated/scenarioFile.ts';
import { hintAtLookAlikes } from './lookAlikes.ts';
import { createPatternBudget } from './matches.ts';
import { checkNames } from './names.ts';
import { entries, field, isList, isMap, isPresent, items, stringIn, type Part } from './parts.ts';
import { createReader, type Reader } from './reader.ts';
import { readRun } from './runSettings.ts';
import type { Scenario, Text, Variable } from './scenario.ts';
import { schemaProblems } from './schemaProblems.ts';
import { readText } from './texts.ts';
import { readTools } from './tools.ts';
import { refuseUnsupported } from './unsupported.ts';

export interface ReadScenario {
  /** Null where any problem is an error. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/**
 * What the file means, and all that is wrong with it in one pass: syntax and limits, then the schema, then the rules that a
 * schema cannot say. The rules run even where the schema found errors, on the parts that can be read, and say nothing of a
 * part that already has a problem. `{{names}}` are looked up later, when conditions are rendered.
 */
export function readScenario(document: ParsedDocument): ReadScenario {
  const root: Part<ScenarioFile> = { value: document.data, pointer: '' };
  const reader = createReader(document, [...document.problems, ...schemaProblems(document)]);
  if (!isMap(root)) return { scenario: null, problems: reader.result().problems };
  const scenario = readParts(reader, root);
  refuseUnsupported(reader, root);
  checkNames(reader, root);
  hintAtLookAlikes(reader, root);
  const { problems, hasErrors } = reader.result();
  return { scenario: hasErrors ? null : scenario, problems };
}

function readParts(reader: Reader, root: Part<ScenarioFile>): Scenario {
  const factors = readFactors(reader, root);
  const table = factorTable(reader, root, factors);
  const { documents, ids: documentIds } = readDocuments(reader, root, table);
  const tools = readTools(reader, root, table);
  const { classifiers, ids: classifierIds } = readClassifiers(reader, root, {
    tools,
    documents: documentIds,
    patterns: createPatternBudget(),
  });
  const id = stringIn(field(root, 'id')) ?? '';
  const system = field(root, 'system');
  return {
    id,
    title: stringIn(field(root, 'title')) ?? id,
    vars: entries(field(root, 'vars')).map(([name, part]): Variable => ({
      name,
      text: readText(reader, table, part),
      pointer: part.pointer,
    })),
    factors: factors.map(plainFactor),
    design: readDesign(reader, root, factors, table),
    system: isPresent(system) ? readText(reader, table, system) : null,
    user: readUser(reader, table, field(root, 'user')),
    layout: readLayout(root),
    documents,
    tools: tools.tools,
    run: readRun(reader, root),
    classifiers,
    expectations: readExpectations(reader, root, table, classifierIds),
  };
}

/** A list of maps is one text with alternatives; any other list has a text in each item. */
function readUser(reader: Reader, table: FactorTable, part: Part<ScenarioFile['user']>): readonly Text[] {
  const several = isList(part) && !items(part).every(isMap);
  const parts: readonly Part[] = several ? items(part) : [part];
  return parts.map((text) => readText(reader, table, text as Part<TextShape>));
}
