import { canonicalJson } from '../text/json.ts';
import type { Steps } from '../text/steps.ts';
import { findFactor, findLevel, type FactorTable, type KnownFactor } from './factors.ts';
import type { Design as DesignShape, ScenarioFile } from './generated/scenarioFile.ts';
import { list } from './nearest.ts';
import { entries, field, isMap, isPresent, items, stringIn, type Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';
import type { Design, Levels } from './scenario.ts';
import { readWhen } from './when.ts';

type ConditionsShape = NonNullable<DesignShape['conditions']>;

/** Reads which conditions are run; without a `design`, all of them. */
export function* readDesign(
  reader: Reader,
  root: Part<ScenarioFile>,
  factors: readonly KnownFactor[],
  table: FactorTable,
): Steps<Design> {
  const part = field(root, 'design');
  const kind = kindOf(part);
  const conditionsPart = field(part, 'conditions');
  const conditions = yield* readConditions(reader, factors, table, conditionsPart);
  if (kind === 'one-at-a-time') needBaselines(reader, factors);
  if (kind === 'listed' && !isPresent(conditionsPart) && !reader.hasStrayKey(part)) {
    const message = 'A `listed` design needs `conditions`: a list of maps such as `{factor: level}`.';
    reader.error('missing-conditions', reader.atValue(field(part, 'kind')), message);
  }
  if (kind !== 'listed' && kind !== null && isPresent(conditionsPart)) {
    const message = `Only a \`listed\` design has \`conditions\`; this one is \`${kind}\`. Write \`kind: listed\`, or keep some of its conditions with \`only\`.`;
    const kindAt = reader.atValue(field(part, 'kind')).range;
    const fixes = [replacement('Change the design to `listed`', kindAt, 'listed')];
    reader.error('unexpected-conditions', reader.atKey(conditionsPart), message, { fixes });
  }
  const only = yield* readWhen(reader, table, field(part, 'only'));
  return { kind: kind ?? 'full', conditions: kind === 'listed' ? conditions : [], only };
}

function kindOf(part: Part<DesignShape>): Design['kind'] | null {
  if (!isPresent(part)) return 'full';
  const kind = stringIn(field(part, 'kind'));
  return kind === 'full' || kind === 'one-at-a-time' || kind === 'listed' ? kind : null;
}

function needBaselines(reader: Reader, factors: readonly KnownFactor[]): void {
  for (const factor of factors) {
    if (factor.baseline !== null || reader.hasStrayKey({ value: {}, pointer: factor.pointer })) continue;
    const message = `A \`one-at-a-time\` design changes one factor from its baseline, and \`${factor.name}\` has none. Add \`baseline\` with one of its levels: ${list(
      factor.levels.map(({ name }) => name),
      'or',
    )}.`;
    reader.error('missing-baseline', reader.atKey(factor), message);
  }
}

function* readConditions(
  reader: Reader,
  factors: readonly KnownFactor[],
  table: FactorTable,
  part: Part<ConditionsShape>,
): Steps<readonly Levels[]> {
  const conditions: Levels[] = [];
  const seen = new Map<string, Part>();
  for (const item of items(part).filter(isMap)) {
    if (reader.pace.isDue(10 + 2 * factors.length)) yield;
    const levels = readCondition(reader, factors, table, item);
    if (levels === null) continue;
    const key = canonicalJson(levels);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, item);
      conditions.push(levels);
    } else warnOfTwin(reader, item, first);
  }
  return conditions;
}

function warnOfTwin(reader: Reader, item: Part, first: Part): void {
  const message = 'This condition is listed twice, with baselines filled in. It is run once; remove one of the two.';
  const related = [{ message: 'the same condition', range: reader.atValue(first).range }];
  reader.warning('duplicate-condition', reader.atValue(item), message, { related });
}

/** One listed condition with its baselines filled in, in the order of the factors; null where it is wrong. */
function readCondition(
  reader: Reader,
  factors: readonly KnownFactor[],
  table: FactorTable,
  item: Part<ConditionsShape[number]>,
): Levels | null {
  const chosen = new Map<string, string>();
  let whole = true;
  for (const [name, part] of entries(item)) {
    const factor = findFactor(reader, table, name, part);
    const level = stringIn(part);
    if (factor === null || level === null) whole = false;
    else if (findLevel(reader, factor, level, part) === null) whole = false;
    if (level !== null) chosen.set(name, level);
  }
  for (const { name, baseline } of factors) {
    if (chosen.has(name)) continue;
    if (baseline !== null) chosen.set(name, baseline);
    else if (whole) {
      const message = `This condition does not say which level of \`${name}\` it has, and \`${name}\` has no baseline. Name the level here, or give the factor a \`baseline\`.`;
      reader.error('missing-baseline', reader.atValue(item), message);
      whole = false;
    }
  }
  return whole ? Object.fromEntries(factors.map(({ name }) => [name, chosen.get(name) ?? ''])) : null;
}
