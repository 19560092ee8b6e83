import type { Steps } from '../text/steps.ts';
import { readGate, type GateNames } from './gates.ts';
import type { Classifier as ClassifierShape, Judge as JudgeShape, ScenarioFile } from './generated/scenarioFile.ts';
import { createIds, type Ids } from './ids.ts';
import { readLabels } from './labels.ts';
import { splitModel } from './runSettings.ts';
import { field, isMap, isPresent, items, numberIn, stringIn, stringsIn, type Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';
import type { Classifier, Decide, Judge, Source } from './scenario.ts';
import { readString } from './texts.ts';

export interface Classifiers {
  readonly classifiers: readonly Classifier[];
  readonly ids: Ids;
}

const judgeMaxTokens = 2048;

export function* readClassifiers(reader: Reader, root: Part<ScenarioFile>, names: GateNames): Steps<Classifiers> {
  const section = field(root, 'classifiers');
  const ids = createIds(reader, { kind: 'classifier', root, within: root, section });
  const classifiers: Classifier[] = [];
  for (const part of items(section)) {
    const id = ids.add(field(part, 'id'));
    const classifier = yield* readClassifier(reader, names, part, id ?? '');
    if (classifier !== null) classifiers.push(classifier);
    if (reader.pace.isDue(20)) yield;
  }
  return { classifiers, ids };
}

function* readClassifier(
  reader: Reader,
  names: GateNames,
  part: Part<ClassifierShape>,
  id: string,
): Steps<Classifier | null> {
  const has = { gate: isPresent(field(part, 'gate')), judge: isPresent(field(part, 'judge')) };
  const gate = yield* readGate(reader, names, field(part, 'gate'));
  const judge = readJudge(reader, names.probes, field(part, 'judge'), has.gate || reader.hasStrayKey(part));
  if (isPresent(field(part, 'use')) || field(part, 'kind').value === 'flags') return null;
  if (!has.gate && !has.judge) {
    if (!reader.hasStrayKey(part)) {
      const message = 'A classifier needs a `gate` (a deterministic test), a `judge` (a model that decides), or both.';
      reader.error('missing-gate-or-judge', reader.atValue(field(part, 'id')), message);
    }
    return null;
  }
  const decide = readDecide(reader, part, has);
  if (decide === null) return null;
  const needsOtherwise = has.gate && (decide !== 'judge' || judge?.when === 'gate');
  const labels = yield* readLabels(reader, field(part, 'labels'), {
    id,
    part,
    hasJudge: has.judge,
    needsOtherwise,
  });
  if (labels === null) return null;
  return { id, title: stringIn(field(part, 'title')) ?? id, gate, judge, decide, labels, pointer: part.pointer };
}

interface Has {
  readonly gate: boolean;
  readonly judge: boolean;
}

/** Who decides; null where it is not said and must be. */
function readDecide(reader: Reader, part: Part<ClassifierShape>, has: Has): Decide | null {
  const given = field(part, 'decide');
  const decide = stringIn(given);
  const only = has.gate && has.judge ? null : has.gate ? 'gate' : 'judge';
  if (decide !== 'gate' && decide !== 'judge' && decide !== 'both') {
    if (only === null && !isPresent(given) && !reader.hasStrayKey(part)) {
      const message =
        'There is a gate and a judge: say who decides with `decide: gate`, `judge` or `both` (positive only where both say so). The other one is recorded too.';
      reader.error('missing-decide', reader.atKey(field(part, 'judge')), message);
    }
    return only;
  }
  if (only === null || decide === only) return decide;
  const absent = only === 'gate' ? 'judge' : 'gate';
  const message = `\`decide: ${decide}\` needs a ${absent}, and this classifier has none. Add a \`${absent}\`, or write \`decide: ${only}\`.`;
  const place = reader.atValue(given);
  if (!reader.hasStrayKey(part)) {
    reader.error('decide-without-part', place, message, {
      fixes: [replacement(`Change to \`${only}\``, place.range, only)],
    });
  }
  return only;
}

function readJudge(reader: Reader, probes: Ids, part: Part<JudgeShape>, mayHaveGate: boolean): Judge | null {
  if (!isMap(part)) return null;
  const when = field(part, 'when');
  if (when.value === 'gate' && !mayHaveGate) {
    const message =
      '`when: gate` asks the judge only where the gate holds, and this classifier has no gate. Write `when: always`, or add a `gate`.';
    const place = reader.atValue(when);
    reader.error('judge-without-gate', place, message, {
      fixes: [replacement('Change to `always`', place.range, 'always')],
    });
  }
  const question = readString(reader, field(part, 'question'));
  const model = splitModel(stringIn(field(part, 'model')));
  if (question === null || model === null) return null;
  return {
    when: when.value === 'gate' ? 'gate' : 'always',
    sees: readSees(reader, probes, field(part, 'sees')),
    model,
    maxTokens: numberIn(field(part, 'max_tokens')) ?? judgeMaxTokens,
    question,
    pointer: part.pointer,
  };
}

function readSees(reader: Reader, probes: Ids, part: Part<JudgeShape['sees']>): readonly Source[] {
  return stringsIn(part).flatMap(({ text, pointer }): Source[] => {
    if (!text.startsWith('probe.')) return isSource(text) ? [text] : [];
    const name = text.slice('probe.'.length);
    if (!probes.has(name) && probes.complete) {
      const known = probes.names.map((id) => `probe.${id}`);
      const says = 'This scenario has no probe';
      reader.unknown('unknown-probe', reader.atValue({ pointer }), {
        name: text,
        says,
        known,
        knownAre: 'Its probes are',
      });
    }
    return [`probe.${name}`];
  });
}

const sources: readonly string[] = [
  'actions',
  'forwarded',
  'text',
  'reasoning',
  'system',
  'documents',
  'results',
] satisfies readonly Source[];

function isSource(name: string): name is Source {
  return sources.includes(name);
}
