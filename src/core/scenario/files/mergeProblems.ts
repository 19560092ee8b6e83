import { rangeFrom } from '../../document/filePart.ts';
import { valueAt } from '../../text/json.ts';
import type { Problem } from '../../text/problem.ts';
import type { Offset, TextRange } from '../../text/range.ts';
import { problemOf } from '../schemaFinding.ts';
import type { Home, MergedData, NameTwice } from './mergedData.ts';
import type { YamlFile } from './yamlFile.ts';

type Placed = YamlFile & { readonly start: Offset };

/** Names that two of the files define. Ids that are given twice, and names of different kinds, are found as in one file. */
export function mergeProblems(scenario: Placed, { twice, data }: MergedData<Placed>): readonly Problem[] {
  const problems = twice.map(nameTwice);
  const brings = valueAt(data, '/tools') !== undefined && valueAt(scenario.document.data, '/tools') === undefined;
  return brings ? [...problems, noProtocol(scenario)] : problems;
}

function noProtocol({ document }: Placed): Problem {
  const message =
    'A fragment brings tools, and the scenario does not say how the model calls them. Add `tools: {protocol: text, use: []}`.';
  return problemOf('missing-key', message, '/include', document.keyRange('/include'));
}

function nameTwice({ kind, name, first, second }: NameTwice<Placed>): Problem {
  const where = first.of.file === null ? 'in the scenario that includes this file' : `in \`${first.of.name}\``;
  const message = `There is another ${kind} \`${name}\` ${where}, and \`{{${name}}}\` can stand for one of them only. Rename or remove one of the two.`;
  return {
    code: 'duplicate-name',
    severity: 'error',
    message,
    range: keyRange(second),
    pointer: second.pointer,
    related: [{ message: `the other ${kind}`, range: keyRange(first) }],
  };
}

function keyRange({ of, pointer }: Home<Placed>): TextRange {
  return rangeFrom(of, of.document.keyRange(pointer));
}
