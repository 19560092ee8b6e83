import type { Steps } from '../text/steps.ts';
import type { ActionClause, CountClause, Gate as GateShape, Gates as GatesShape } from './generated/scenarioFile.ts';
import type { Ids } from './ids.ts';
import { readMatch, type PatternBudget } from './matches.ts';
import { entries, field, isMap, isPresent, items, numberIn, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { FieldMatch } from './sourceText.ts';
import type { Gate } from './classifier.ts';
import type { DeclaredTool } from './scenario.ts';
import type { KnownTools } from './tools.ts';

/** What the names in a gate stand for. */
export interface GateNames {
  readonly tools: KnownTools;
  readonly documents: Ids;
  readonly probes: Ids;
  readonly patterns: PatternBudget;
}

const kinds = ['action', 'text', 'reasoning', 'all', 'any', 'not', 'sequence', 'count', 'except'] as const;

/** Reads a clause and all within it; null where its kind cannot be told. */
export function* readGate(reader: Reader, names: GateNames, part: Part<GateShape>): Steps<Gate | null> {
  const kind = kinds.find((candidate) => isPresent(field(part, candidate)));
  if (kind === undefined) return null;
  if (reader.pace.isDue(20)) yield;
  const { pointer } = part;
  switch (kind) {
    case 'action':
      return readAction(reader, names, part as Part<ActionClause>);
    case 'text':
    case 'reasoning': {
      const match = readMatch(reader, field(part, kind), { ...names, type: 'string' });
      return { op: kind, match, pointer };
    }
    case 'all':
    case 'any':
      return { op: kind, of: yield* readGates(reader, names, field(part, kind)), pointer };
    case 'not': {
      const of = yield* readGate(reader, names, field(part, 'not'));
      return of === null ? null : { op: 'not', of, pointer };
    }
    case 'sequence':
      return {
        op: 'sequence',
        of: yield* readActionClauses(reader, names, items(field(part, 'sequence')), 'A `sequence` is'),
        pointer,
      };
    case 'except': {
      const clauses = items(field(part, 'except'));
      return { op: 'except', of: yield* readActionClauses(reader, names, clauses, 'An `except` is'), pointer };
    }
    case 'count':
      return yield* readCount(reader, names, part as Part<CountClause>);
  }
}

function* readGates(reader: Reader, names: GateNames, part: Part<GatesShape>): Steps<readonly Gate[]> {
  const gates: Gate[] = [];
  for (const item of items(part)) {
    const gate = yield* readGate(reader, names, item);
    if (gate !== null) gates.push(gate);
  }
  return gates;
}

/** Clauses that are of one action each; `what` begins the sentence about one that is not. */
export function* readActionClauses(
  reader: Reader,
  names: GateNames,
  parts: readonly Part<GateShape>[],
  what: string,
): Steps<readonly Gate[]> {
  const gates: Gate[] = [];
  for (const part of parts) {
    needAction(reader, part, `${what} of actions`);
    const gate = yield* readGate(reader, names, part);
    if (gate !== null) gates.push(gate);
  }
  return gates;
}

/** An action clause, in a gate or in what an event comes after. */
export function readAction(
  reader: Reader,
  names: Omit<GateNames, 'probes'>,
  part: Part<ActionClause>,
): Extract<Gate, { op: 'action' }> {
  const called = field(part, 'action');
  const name = stringIn(called);
  const tool = findTool(reader, names, called);
  const where = entries(field(part, 'where')).map(([key, match]): FieldMatch => {
    const known = tool?.fields.find((candidate) => candidate.name === key);
    if (tool && !known) reportField(reader, tool, key, match);
    return {
      field: key,
      match: readMatch(reader, match, { ...names, type: known?.type ?? likelyType(key) }),
    };
  });
  return { op: 'action', tool: name ?? '', where, pointer: part.pointer };
}

/** The tool of that id; reports one that the scenario does not have. */
export function findTool(reader: Reader, names: Pick<GateNames, 'tools'>, called: Part): DeclaredTool | undefined {
  const name = stringIn(called);
  if (name === null) return undefined;
  const { ids } = names.tools;
  if (ids.complete && !ids.has(name)) {
    const says = 'This scenario has no tool';
    reader.unknown('unknown-tool', reader.atValue(called), { name, says, known: ids.names, knownAre: 'Its tools are' });
  }
  return names.tools.get(name);
}

/** For a field that is not known: nothing that it may be is held against its match. */
function likelyType(key: string): 'string' | 'addresses' {
  return key === 'document' ? 'string' : 'addresses';
}

export function reportField(reader: Reader, tool: Pick<DeclaredTool, 'id' | 'fields'>, key: string, part: Part): void {
  const written = tool.fields.find((candidate) => candidate.written === key);
  reader.unknown('unknown-field', reader.atKey(part), {
    name: key,
    says: `Tool \`${tool.id}\` has no field`,
    known: tool.fields.map(({ name }) => name),
    knownAre: 'Its fields are',
    ...(written && { meant: [written.name] }),
  });
}

function* readCount(reader: Reader, names: GateNames, part: Part<CountClause>): Steps<Gate | null> {
  const count = field(part, 'count');
  const of = field(count, 'of');
  const min = field(count, 'min');
  const max = field(count, 'max');
  needAction(reader, of, 'A `count` is of one action clause');
  if (isMap(count) && !isPresent(min) && !isPresent(max) && !reader.hasStrayKey(count)) {
    reader.error('count-bounds', reader.atKey(count), 'A `count` needs `min`, `max` or both: `{of: …, min: 2}`.');
  }
  const [low, high] = [numberIn(min) ?? 0, numberIn(max) ?? Number.MAX_SAFE_INTEGER];
  if (low > high) {
    const message = `No number is at least ${low} and at most ${high}. Exchange \`min\` and \`max\`.`;
    reader.error('count-bounds', reader.atValue(max), message);
  }
  const gate = yield* readGate(reader, names, of);
  return gate === null ? null : { op: 'count', of: gate, min: low, max: high, pointer: part.pointer };
}

function needAction(reader: Reader, part: Part<GateShape>, rule: string): void {
  const other = kinds.find((kind) => kind !== 'action' && isPresent(field(part, kind)));
  if (other === undefined || isPresent(field(part, 'action'))) return;
  const message = `${rule}, and this is \`${other}\`. Write \`{action: TOOL, where: …}\`.`;
  reader.error('needs-action', reader.atKey(field(part, other)), message);
}
