import type { Factor as FactorShape } from './generated/scenarioFile.ts';
import { list } from './nearest.ts';
import { entries, isList, isMap, items, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Level } from './scenario.ts';
import type { SourceText } from './sourceText.ts';

type LevelsShape = FactorShape['levels'];

export interface Levels {
  readonly levels: readonly Level[];
  /** False where a level could not be read. */
  readonly complete: boolean;
}

/** `{not: level}` is resolved to a list wherever it stands, so the levels of a factor bound the size of a scenario. */
const maximumLevels = 1000;

/** Reads the levels of a factor: names, texts, or maps with the same keys. */
export function readLevels(reader: Reader, part: Part<LevelsShape>): Levels {
  const written = isList(part) ? items(part).length : entries(part).length;
  if (written > maximumLevels) {
    const message = `A factor has at most ${maximumLevels} levels, and this one has ${written}. Split the factor, or leave some out.`;
    reader.error('too-many-levels', reader.atKey(part), message);
    return { levels: [], complete: false };
  }
  const levels = isList(part) ? namedLevels(reader, part) : mappedLevels(reader, part);
  return { levels, complete: (isList(part) || isMap(part)) && levels.length === written };
}

function namedLevels(reader: Reader, part: Part<LevelsShape>): readonly Level[] {
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

function mappedLevels(reader: Reader, part: Part<LevelsShape>): readonly Level[] {
  const levels = entries(part).map(([name, level]): LevelPart => ({ name, part: level, keys: keysOf(level) }));
  const [first] = levels;
  for (const level of levels.slice(1)) if (first) checkAlike(reader, first, level);
  return levels.map(({ name, part: { value, pointer }, keys }) => ({
    name,
    text: typeof value === 'string' ? { text: value, pointer } : null,
    fields: keys ?? new Map<string, SourceText>(),
    pointer,
  }));
}

interface LevelPart {
  readonly name: string;
  readonly part: Part;
  /** Null where the level is no map. */
  readonly keys: ReadonlyMap<string, SourceText> | null;
}

function keysOf(level: Part): LevelPart['keys'] {
  if (!isMap(level)) return null;
  return new Map(
    entries(level as Part<Record<string, unknown>>).map(([key, { value, pointer }]) => [
      key,
      { text: typeof value === 'string' ? value : '', pointer },
    ]),
  );
}

/** Levels of one factor are all texts, or all maps with the same keys: else a name would mean something in some conditions only. */
function checkAlike(reader: Reader, first: LevelPart, level: LevelPart): void {
  const readable = [first, level].every(({ part, keys }) => keys !== null || stringIn(part) !== null);
  if (!readable) return;
  const message =
    level.keys && first.keys ? keyDifference(level.keys, first.keys, first.name) : kindDifference(level, first);
  if (message === null) return;
  const related = [{ message: `\`${first.name}\` is here`, range: reader.atKey(first.part).range }];
  const code = level.keys && first.keys ? 'level-keys-differ' : 'mixed-levels';
  reader.error(code, reader.atKey(level.part), `Level \`${level.name}\` ${message}`, { related });
}

function kindDifference(level: LevelPart, first: LevelPart): string | null {
  if ((level.keys === null) === (first.keys === null)) return null;
  const kind = ({ keys }: LevelPart): string => (keys === null ? 'a text' : 'a map');
  return `is ${kind(level)}, but \`${first.name}\` is ${kind(first)}. Make all levels texts, or all maps with the same keys.`;
}

type Keys = ReadonlyMap<string, unknown>;

function keyDifference(has: Keys, wanted: Keys, first: string): string | null {
  const missing = [...wanted.keys()].filter((key) => !has.has(key));
  const extra = [...has.keys()].filter((key) => !wanted.has(key));
  if (missing.length + extra.length === 0) return null;
  const parts = [
    ...(missing.length > 0 ? [`lacks ${list(missing)}`] : []),
    ...(extra.length > 0 ? [`has ${list(extra)}, which \`${first}\` has not`] : []),
  ];
  return `${parts.join(' and ')}. Every level of a factor has the same keys; write \`""\` for an empty text.`;
}
