import type { Factor as FactorShape, ScenarioFile } from './generated/scenarioFile.ts';
import { readLevels } from './levels.ts';
import type { Steps } from '../text/steps.ts';
import { entries, field, isMap, isPresent, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Factor, Level } from './scenario.ts';

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
  readonly levelByName: ReadonlyMap<string, Level>;
}

/** A condition has a level of each, so factors times conditions bounds the size of a design. */
const maximumFactors = 100;

/** Reads the factors: each has levels that are all names, all texts, or all maps with the same keys. */
export function* readFactors(reader: Reader, root: Part<ScenarioFile>): Steps<readonly KnownFactor[]> {
  const section = field(root, 'factors');
  const written = entries(section);
  if (tooMany(section)) {
    const message = `A scenario has at most ${maximumFactors} factors, and this one has ${written.length}. Leave some out: nobody can run, or read, what so many would make of each other.`;
    reader.error('too-many-factors', reader.atKey(section), message);
    return [];
  }
  const factors: KnownFactor[] = [];
  for (const [name, part] of written) {
    const factor = readFactor(reader, name, part);
    factors.push(factor);
    if (reader.pace.isDue(20 + 5 * factor.levels.length)) yield;
  }
  return factors;
}

/** Without what only the rules need. */
export function plainFactor({ name, title, baseline, ordered, levels, pointer }: KnownFactor): Factor {
  return { name, title, baseline, ordered, levels, pointer };
}

export function factorTable(reader: Reader, root: Part<ScenarioFile>, factors: readonly KnownFactor[]): FactorTable {
  const byName = new Map(factors.map((factor) => [factor.name, factor]));
  const section = field(root, 'factors');
  const hidden =
    isPresent(field(root, 'include')) ||
    (isPresent(section) ? !isMap(section) || tooMany(section) : reader.hasStrayKey(root));
  return { complete: !hidden, get: (name) => byName.get(name), names: [...byName.keys()] };
}

function tooMany(section: Part): boolean {
  return entries(section).length > maximumFactors;
}

/** The level of that name; reports one that the factor does not have, remembers the use of one that it has. */
export function findLevel(reader: Reader, factor: KnownFactor, name: string, part: Part): Level | null {
  const level = factor.levelByName.get(name);
  if (level) {
    reader.refer(level, () => reader.atValue(part));
    return level;
  }
  if (factor.complete) {
    reader.unknown('unknown-level', reader.atValue(part), {
      name,
      says: `Factor \`${factor.name}\` has no level`,
      known: factor.levels.map((known) => known.name),
      knownAre: 'Its levels are',
    });
  }
  return null;
}

export function findFactor(reader: Reader, factors: FactorTable, name: string, part: Part): KnownFactor | null {
  const factor = factors.get(name);
  if (factor) reader.refer(factor, () => reader.atKey(part));
  else if (factors.complete) {
    const known = factors.names;
    reader.unknown('unknown-factor', reader.atKey(part), {
      name,
      says: known.length === 0 ? 'This scenario has no factors, so it has no' : 'This scenario has no factor',
      known,
      knownAre: 'Its factors are',
    });
  }
  return factor ?? null;
}

function readFactor(reader: Reader, name: string, part: Part<FactorShape>): KnownFactor {
  const { levels, complete } = readLevels(reader, field(part, 'levels'));
  const factor: KnownFactor = {
    name,
    title: stringIn(field(part, 'title')) ?? name,
    baseline: stringIn(field(part, 'baseline')),
    ordered: field(part, 'ordered').value === true,
    levels,
    complete,
    levelByName: new Map(levels.map((level) => [level.name, level])),
    pointer: part.pointer,
  };
  if (factor.baseline !== null) findLevel(reader, factor, factor.baseline, field(part, 'baseline'));
  return factor;
}
