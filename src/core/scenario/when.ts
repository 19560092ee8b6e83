import type { LevelMatch, When as WhenShape, WhenMap } from './generated/scenarioFile.ts';
import { findFactor, findLevel, type FactorTable, type KnownFactor } from './factors.ts';
import { entries, field, isList, isMap, isPresent, items, stringIn, stringsIn, type Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';
import type { FactorMatch, When, WhenAll } from './sourceText.ts';
import type { Steps } from '../text/steps.ts';

/** Resolves `when`, `only` and `where` to lists of levels; reports factors and levels that do not exist. Absent: always holds. */
export function* readWhen(reader: Reader, factors: FactorTable, part: Part<WhenShape>): Steps<When> {
  if (!isPresent(part)) return [];
  const maps = isList(part) ? items(part) : [part as Part<WhenMap>];
  const when: WhenAll[] = [];
  for (const map of maps.filter(isMap)) {
    when.push(readAll(reader, factors, map));
    if (reader.pace.isDue()) yield;
  }
  return when;
}

function readAll(reader: Reader, factors: FactorTable, map: Part<WhenMap>): WhenAll {
  return entries(map).flatMap(([name, part]): FactorMatch[] => {
    const factor = findFactor(reader, factors, name, part);
    return factor === null ? [] : [{ factor: name, levels: readLevels(reader, factor, part) }];
  });
}

function readLevels(reader: Reader, factor: KnownFactor, part: Part<LevelMatch>): readonly string[] {
  const names = factor.levels.map(({ name }) => name);
  if (!isMap(part)) return known(reader, factor, part);
  const from = field(part, 'from');
  const start = stringIn(from);
  if (start !== null) {
    if (!factor.ordered) reportUnordered(reader, factor, from);
    const level = findLevel(reader, factor, start, from);
    return level === null ? [] : names.slice(names.indexOf(level.name));
  }
  const not = field(part, 'not');
  if (!isPresent(not)) return [];
  const excluded = new Set(known(reader, factor, not));
  return names.filter((name) => !excluded.has(name));
}

function known(reader: Reader, factor: KnownFactor, part: Part): readonly string[] {
  return stringsIn(part).flatMap(({ text, pointer }) => {
    const level = findLevel(reader, factor, text, { value: text, pointer });
    return level === null ? [] : [level.name];
  });
}

function reportUnordered(reader: Reader, factor: KnownFactor, from: Part): void {
  const message = `\`from\` needs a ladder of levels, and factor \`${factor.name}\` is not ordered. Write \`ordered: true\` in the factor, or list the levels here.`;
  reader.error('not-ordered', reader.atKey(from), message, {
    fixes: [orderedFix(reader, factor)],
    related: [{ message: `\`${factor.name}\` is here`, range: reader.atKey(factor).range }],
  });
}

function orderedFix(reader: Reader, factor: KnownFactor) {
  const { document } = reader;
  const { start } = document.keyRange(`${factor.pointer}/levels`);
  const line = document.lines.positionAt(start).line;
  const indentation = document.text.slice(document.lines.offsetAt({ line, character: 0 }), start);
  const block = indentation.trim() === '' && document.text[document.valueRange(factor.pointer).start] !== '{';
  const newText = block ? `ordered: true\n${indentation}` : 'ordered: true, ';
  return replacement(`Add \`ordered: true\` to \`${factor.name}\``, { start, end: start }, newText);
}
