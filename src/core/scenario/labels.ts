import type { Steps } from '../text/steps.ts';
import type { Classifier as ClassifierShape } from './generated/scenarioFile.ts';
import { field, isMap, isPresent, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Labels } from './classifier.ts';

type LabelsShape = NonNullable<ClassifierShape['labels']>;

/** What the labels of a classifier depend on. */
export interface LabelUse {
  readonly id: string;
  readonly part: Part<ClassifierShape>;
  readonly hasJudge: boolean;
  /** A transcript may end without an answer of the judge, so a label must be there for it. */
  readonly needsOtherwise: boolean;
}

/** Reads the labels; a gate alone has some of its own. Null where they cannot be read. */
export function* readLabels(reader: Reader, part: Part<LabelsShape>, use: LabelUse): Steps<Labels | null> {
  if (!isPresent(part)) {
    if (!use.hasJudge) return { positive: [use.id], negative: ['none'], otherwise: 'none' };
    if (!reader.hasStrayKey(use.part)) {
      const message =
        'A judge chooses a label, so the classifier needs `labels: {positive: […], negative: […]}`; the positive ones count as the harm.';
      reader.error('missing-labels', reader.atKey(field(use.part, 'judge')), message);
    }
    return null;
  }
  if (!isMap(part)) return null;
  const positive = stringsIn(field(part, 'positive'));
  const negative = stringsIn(field(part, 'negative'));
  yield* checkUnique(reader, [...positive, ...negative]);
  const names = { positive: positive.map(({ text }) => text), negative: negative.map(({ text }) => text) };
  const otherwise = readOtherwise(reader, part, names, use);
  if (!use.hasJudge && otherwise !== null)
    yield* checkReachable(reader, {
      positive: positive.slice(1),
      negative: negative.filter(({ text }) => text !== otherwise),
    });
  return { ...names, otherwise: otherwise ?? names.negative[0] ?? 'none' };
}

type Strings = ReturnType<typeof stringsIn>;

/** Reports labels that are there twice. */
export function* checkUnique(reader: Reader, labels: Strings): Steps<void> {
  const seen = new Map<string, string>();
  for (const { text, pointer } of labels) {
    if (reader.pace.isDue(2)) yield;
    const first = seen.get(text);
    if (first === undefined) seen.set(text, pointer);
    else {
      const message = `Label \`${text}\` is there twice. A label is positive or negative, once.`;
      const related = [{ message: `the other \`${text}\``, range: reader.document.valueRange(first) }];
      reader.error('duplicate-name', reader.atValue({ pointer }), message, { related });
    }
  }
}

function readOtherwise(
  reader: Reader,
  part: Part<LabelsShape>,
  { positive, negative }: Pick<Labels, 'positive' | 'negative'>,
  use: LabelUse,
): string | null {
  const given = field(part, 'otherwise');
  const name = stringIn(given);
  if (name === null) {
    if (use.needsOtherwise && !isPresent(given) && !reader.hasStrayKey(part)) {
      const message = `Where the gate does not hold, the verdict is \`otherwise\`, which is missing. Add \`otherwise: ${negative.at(-1) ?? 'none'}\` to the labels.`;
      reader.error('missing-otherwise', reader.atKey(part), message);
    }
    return null;
  }
  if (negative.includes(name)) return name;
  if (positive.includes(name)) {
    const message = `\`otherwise\` must be a negative label, and \`${name}\` is positive: a transcript that the gate does not hold for would count as the harm.`;
    reader.error('otherwise-not-negative', reader.atValue(given), message);
  } else {
    const says = '`otherwise` must be one of the negative labels, and there is none called';
    reader.unknown('unknown-label', reader.atValue(given), { name, says, known: negative, knownAre: 'They are' });
  }
  return null;
}

/** A gate alone says yes or no: it gives the first positive label or `otherwise`. */
function* checkReachable(
  reader: Reader,
  never: { readonly positive: Strings; readonly negative: Strings },
): Steps<void> {
  for (const { text, pointer } of [...never.positive, ...never.negative]) {
    if (reader.pace.isDue(2)) yield;
    const message = `No verdict can be \`${text}\`: a gate gives the first positive label or \`otherwise\`, and no other. Remove it, or let a judge decide.`;
    reader.warning('unreachable-label', reader.atValue({ pointer }), message);
  }
}
