import type { Factor as FactorShape, ScenarioFile } from './generated/scenarioFile.ts';
import { entries, field, isList, isMap, isPresent, items, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Factor, Level, SourceText } from './scenario.ts';

/** The factors by name, as far as they can be read. */
export interface FactorTable {
  /** False where there may be factors that were not read, so that an unknown name proves nothing. */
  readonly complete: boolean;
  get(name: string): KnownFactor | undefined;
  readonly names: readonly string[];
}

export interface KnownFactor extends Factor {
  /** False where a level could not be read. */
  readonly complete: boolean;
}

/** Reads the factors: each has levels that are all names, all texts, or all maps with the same keys. */
export function readFactors(reader: Reader, root: Part<ScenarioFile>): readonly KnownFactor[] {
  return entries(field(root, 'factors')).map(([name, part]) => readFactor(reader, name, part));
}

export function factorTable(reader: Reader, root: Part<ScenarioFile>, factors: readonly KnownFactor[]): FactorTable {
  const byName = new Map(factors.map((factor) => [factor.name, factor]));
  const section = field(root, 'factors');
  const hidden = isPresent(field(root, 'include')) || (isPresent(section) ? !isMap(section) : reader.hasStrayKey(root));
  return { complete: !hidden, get: (name) => byName.get(name), names: [...byName.keys()] };
}

/** The level of that name; reports one that the factor does not have, remembers the use of one that it has. */
export function findLevel(reader: Reader, factor: KnownFactor, name: string, part: Part): Level | null {
  const place = reader.atValue(part);
  const level = factor.levels.find((candidate) => candidate.name === name);
  if (level) {
    reader.refer(level, place);
    return level;
  }
  if (factor.complete) {
    reader.unknown('unknown-level', place, {
      name,
      says: `Factor \`${factor.name}\` has no level`,
      known: factor.levels.map((known) => known.name),
      knownAre: 'Its levels are',
    });
  }
  return null;
}

export function findFactor(reader: Reader, factors: FactorTable, name: string, part: Part): KnownFactor | null {
  const place = reader.atKey(part);
  const factor = factors.get(name);
  if (factor) reader.refer(factor, place);
  else if (factors.complete) {
    const known = factors.names;
    reader.unknown('unknown-factor', place, {
      name,
      says: known.length === 0 ? 'This scenario has no factors, so it has no' : 'This scenario has no factor',
      known,
      knownAre: 'Its factors are',
    });
  }
  return factor ?? null;
}

function readFactor(reader: Reader, name: string, part: Part<FactorShape>): KnownFactor {
  const levelsPart = field(part, 'levels');
  const named = isList(levelsPart);
  const levels = named ? namedLevels(reader, levelsPart) : mappedLevels(reader, levelsPart);
  const complete = named ? levels.length === items(levelsPart).length : isMap(levelsPart);
  const factor: KnownFactor = {
    name,
    title: stringIn(field(part, 'title')) ?? name,
    baseline: stringIn(field(part, 'baseline')),
    ordered: field(part, 'ordered').value === true,
    levels,
    complete,
    pointer: part.pointer,
  };
  if (factor.baseline !== null) findLevel(reader, factor, factor.baseline, field(part, 'baseline'));
  return factor;
}

function namedLevels(reader: Reader, part: Part<FactorShape['levels']>): readonly Level[] {
  const seen = new Set<string>();
  return items(part).flatMap((item) => {
    const name = stringIn(item);
    if (name === null) return [];
    if (seen.has(name)) {
      reader.error('duplicate-name', reader.atValue(item), `Level \`${name}\` is listed twice. Remove one of the two.`);
    }
    seen.add(name);
    return [{ name, text: null, fields: new Map(), pointer: item.pointer }];
  });
}

function mappedLevels(reader: Reader, part: Part<FactorShape['levels']>): readonly Level[] {
  const mapped = entries(part);
  const [, first] = mapped[0] ?? [];
  const [firstName] = mapped[0] ?? [];
  return mapped.map(([name, level]) => {
    const text = stringIn(level);
    if (first && level !== first) checkAlike(reader, { name: firstName ?? '', part: first }, { name, part: level });
    return {
      name,
      text: text === null ? null : { text, pointer: level.pointer },
      fields: new Map(entries(level).flatMap(([key, value]): [string, SourceText][] => stringField(key, value))),
      pointer: level.pointer,
    };
  });
}

function stringField(key: string, part: Part): [string, SourceText][] {
  const text = stringIn(part);
  return text === null ? [] : [[key, { text, pointer: part.pointer }]];
}

interface NamedPart {
  readonly name: string;
  readonly part: Part;
}

/** Levels of one factor are all texts, or all maps with the same keys: else `{{factor}}` would mean something in one condition only. */
function checkAlike(reader: Reader, first: NamedPart, level: NamedPart): void {
  const isText = (part: Part): boolean => stringIn(part) !== null;
  const readable = [first, level].every(({ part }) => isText(part) || isMap(part));
  if (!readable) return;
  const place = reader.atKey(level.part);
  const related = [{ message: `\`${first.name}\` is here`, range: reader.atKey(first.part).range }];
  if (isText(first.part) !== isText(level.part)) {
    const [one, other] = isText(first.part) ? ['a text', 'a map'] : ['a map', 'a text'];
    const message = `Level \`${level.name}\` is ${other}, but \`${first.name}\` is ${one}. Make all levels texts, or all maps with the same keys.`;
    reader.error('mixed-levels', place, message, { related });
    return;
  }
  const keysOf = ({ part }: NamedPart): string[] => entries(part as Part<Record<string, unknown>>).map(([key]) => key);
  const has = new Set(keysOf(level));
  const wanted = new Set(keysOf(first));
  const missing = [...wanted].filter((key) => !has.has(key));
  const extra = [...has].filter((key) => !wanted.has(key));
  if (missing.length + extra.length === 0) return;
  const parts = [
    ...missing.map((key) => `lacks \`${key}\``),
    ...extra.map((key) => `has \`${key}\`, which \`${first.name}\` has not`),
  ];
  const message = `Level \`${level.name}\` ${parts.join(' and ')}. Every level of a factor has the same keys; write \`""\` for an empty text.`;
  reader.error('level-keys-differ', place, message, { related });
}
