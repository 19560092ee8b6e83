import type { Steps } from '../text/steps.ts';
import { readExamples, type ExampleNames } from './examples.ts';
import { readGate } from './gates.ts';
import type { Classifier as ClassifierShape } from './generated/scenarioFile.ts';
import { readJudge, type JudgeDefaults } from './judges.ts';
import { checkUnique } from './labels.ts';
import { field, isList, isPresent, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Classifier } from './classifier.ts';

/** What a transcript gets that a flag does not hold for. */
export const noFlag = 'none';

/**
 * The classifiers that one of kind `flags` becomes: one for each flag, so that each has a rate of its own wherever rates are
 * counted, shown and expected. Their judge is asked once for all of them. Empty where the file says too little.
 */
export function* readFlags(
  reader: Reader,
  names: ExampleNames & JudgeDefaults,
  part: Part<ClassifierShape>,
  id: string,
): Steps<readonly Classifier[]> {
  const hasGate = isPresent(field(part, 'gate'));
  const gate = yield* readGate(reader, names, field(part, 'gate'));
  const judge = readJudge(reader, names, field(part, 'judge'), hasGate || reader.hasStrayKey(part));
  refuseDecision(reader, part, judge?.when === 'gate');
  const all = yield* readNames(reader, part);
  const labels = { positive: all, negative: [noFlag], otherwise: noFlag };
  const examples = yield* readExamples(reader, names, field(part, 'examples'), labels);
  if (judge === null || all.length === 0) return [];
  const title = stringIn(field(part, 'title')) ?? id;
  return all.map((flag) => ({
    id: `${id}.${flag}`,
    title: `${title}: ${flag}`,
    gate,
    judge,
    decide: 'judge',
    labels: { ...labels, positive: [flag] },
    flags: { of: id, all },
    examples,
    pointer: part.pointer,
  }));
}

function* readNames(reader: Reader, part: Part<ClassifierShape>): Steps<readonly string[]> {
  const labels = field(part, 'labels');
  if (!isList(labels)) {
    const message =
      'A classifier of kind `flags` needs a list of labels, each of which may hold: `labels: [accepts, delays]`.';
    if (!reader.hasStrayKey(part))
      reader.error('flags-form', reader.atKey(isPresent(labels) ? labels : field(part, 'kind')), message);
    return [];
  }
  const flags = stringsIn(labels);
  yield* checkUnique(reader, flags);
  for (const { pointer } of flags.filter((flag) => flag.text === noFlag)) {
    const message = `\`${noFlag}\` is what a transcript gets that has none of the flags, so no flag can be called so. Remove it.`;
    reader.error('flags-form', reader.atValue({ pointer }), message);
  }
  return flags.map(({ text }) => text);
}

/** A gate knows no flag from another: it can only say whom the judge is asked about. */
function refuseDecision(reader: Reader, part: Part<ClassifierShape>, isAskedByGate: boolean): void {
  const [judge, gate, decide] = [field(part, 'judge'), field(part, 'gate'), field(part, 'decide')];
  if (reader.hasStrayKey(part)) return;
  if (!isPresent(judge)) {
    const message = 'Flags are marked by a judge: add a `judge`, or write one classifier with a gate for each.';
    reader.error('flags-form', reader.atValue(field(part, 'kind')), message);
  } else if (isPresent(decide) && decide.value !== 'judge') {
    reader.error('flags-form', reader.atValue(decide), 'Flags are marked by their judge alone. Remove `decide`.');
  } else if (isPresent(gate) && !isAskedByGate) {
    const message =
      'A gate cannot tell one flag from another. Write `when: gate` in the judge, to ask it only where the gate holds, or remove the gate.';
    reader.error('flags-form', reader.atKey(gate), message);
  }
}
