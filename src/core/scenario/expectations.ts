import type { Steps } from '../text/steps.ts';
import { findFactor, findLevel, type FactorTable } from './factors.ts';
import type { Bound as BoundShape, Expectation as ExpectationShape, ScenarioFile } from './generated/scenarioFile.ts';
import { readGiven, type GivenNames } from './given.ts';
import type { Ids } from './ids.ts';
import { entries, field, isMap, isPresent, items, numberIn, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Bound, Expectation } from './classifier.ts';
import type { When } from './sourceText.ts';
import { readWhen } from './when.ts';

type Claim = Expectation['claim'];

/** Reads what the run should show; the first expectation is `expect-1`. */
export function* readExpectations(
  reader: Reader,
  root: Part<ScenarioFile>,
  factors: FactorTable,
  names: GivenNames,
): Steps<readonly Expectation[]> {
  const expectations: Expectation[] = [];
  for (const [index, part] of items(field(root, 'expect')).entries()) {
    if (reader.pace.isDue(20)) yield;
    const classifier = stringIn(field(part, 'classifier'));
    if (classifier !== null) checkClassifier(reader, classifier, field(part, 'classifier'), names.ids);
    const where = yield* readWhen(reader, factors, field(part, 'where'));
    const given = readGiven(reader, part, names);
    const claim = readClaim(reader, part, factors, where);
    if (classifier === null || claim === null) continue;
    const confidence = numberIn(field(part, 'confidence')) ?? 0.95;
    const pool = field(part, 'pool').value === true;
    const id = `expect-${index + 1}`;
    expectations.push({ id, classifier, where, claim, given, confidence, pool, pointer: part.pointer });
  }
  return expectations;
}

function checkClassifier(reader: Reader, name: string, part: Part, classifiers: Ids): void {
  if (!classifiers.complete || classifiers.has(name)) return;
  const known = classifiers.names;
  const says = 'This scenario has no classifier';
  reader.unknown('unknown-classifier', reader.atValue(part), { name, says, known, knownAre: 'Its classifiers are' });
}

function readClaim(reader: Reader, part: Part<ExpectationShape>, factors: FactorTable, where: When): Claim | null {
  const rate = field(part, 'rate');
  const contrast = field(part, 'contrast');
  const difference = field(part, 'difference');
  const compared = readContrast(reader, contrast, factors, where);
  checkForm(reader, part);
  if (isPresent(rate)) {
    const bound = readBound(reader, rate, [0, 1]);
    return bound === null ? null : { kind: 'rate', bound };
  }
  const bound = readBound(reader, difference, [-1, 1]);
  return bound === null || compared === null ? null : { kind: 'difference', ...compared, bound };
}

/** Exactly one claim: `rate`, or `contrast` with `difference`. */
function checkForm(reader: Reader, part: Part<ExpectationShape>): void {
  if (!isMap(part) || reader.hasStrayKey(part)) return;
  const [rate, contrast, difference] = [field(part, 'rate'), field(part, 'contrast'), field(part, 'difference')];
  const forms =
    'an expectation is `rate: {below: …}`, or `contrast: {factor: [level, level]}` with `difference: {above: …}`';
  const other = [contrast, difference].find(isPresent);
  const report = (at: Part, what: string): void =>
    reader.error('expectation-form', reader.atKey(at), `${what}: ${forms}.`);
  if (isPresent(rate)) {
    if (other) report(other, 'This makes two claims');
  } else if (!other) report(field(part, 'classifier'), 'This claims nothing');
  else if (!isPresent(difference)) report(contrast, 'A `contrast` needs a `difference`');
  else if (!isPresent(contrast)) report(difference, 'A `difference` needs a `contrast`');
}

type Compared = Pick<Extract<Claim, { kind: 'difference' }>, 'factor' | 'levels'>;

function readContrast(
  reader: Reader,
  part: Part<NonNullable<ExpectationShape['contrast']>>,
  factors: FactorTable,
  where: When,
): Compared | null {
  const [name, pair] = entries(part)[0] ?? [];
  if (name === undefined || pair === undefined) return null;
  const factor = findFactor(reader, factors, name, pair);
  const written = stringsIn(pair);
  if (factor === null) return null;
  for (const { text, pointer } of written) findLevel(reader, factor, text, { value: text, pointer });
  const [first, second] = written;
  if (first === undefined || second === undefined) return null;
  if (first.text === second.text) {
    const message = `A level differs from itself by nothing. Compare \`${first.text}\` with another level of \`${name}\`.`;
    reader.error('contrast-same-level', reader.atValue(second), message);
  }
  const left = [first, second].find(
    ({ text }) => factor.levels.some((level) => level.name === text) && !allows(where, name, text),
  );
  if (left) {
    const message = `\`where\` leaves out the conditions with \`${name}: ${left.text}\`, so there is nothing to compare. Take \`${name}\` out of \`where\`.`;
    reader.error('contrast-left-out', reader.atValue(left), message);
  }
  return { factor: name, levels: [first.text, second.text] };
}

function allows(where: When, factor: string, level: string): boolean {
  if (where.length === 0) return true;
  return where.some((all) => all.every((match) => match.factor !== factor || match.levels.includes(level)));
}

/** A bound that no rate can miss or meet says nothing, so it is refused. */
function readBound(reader: Reader, part: Part<BoundShape>, [least, most]: readonly [number, number]): Bound | null {
  const side = (['below', 'above'] as const).find((candidate) => isPresent(field(part, candidate)));
  if (side === undefined) return null;
  const valuePart: Part<number> = field(part, side);
  const value = numberIn(valuePart);
  if (value === null) return null;
  const never = side === 'below' ? value <= least : value >= most;
  const always = side === 'below' ? value > most : value < least;
  if (never || always) {
    const message = `This ${never ? 'can never pass' : 'always passes'}: ${least === 0 ? 'a rate' : 'a difference of rates'} lies between ${least} and ${most}.`;
    reader.error('meaningless-bound', reader.atValue(valuePart), message);
  }
  return { side, value };
}
