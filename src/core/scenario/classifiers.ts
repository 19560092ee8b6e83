import type { Steps } from '../text/steps.ts';
import { readExamples, type ExampleNames } from './examples.ts';
import { readFlags } from './flags.ts';
import { readGate } from './gates.ts';
import { readBuiltin } from './builtinClassifier.ts';
import { findBuiltin } from './builtins.ts';
import type { BuiltinName, Classifier as ClassifierShape, ScenarioFile } from './generated/scenarioFile.ts';
import { createIds, type Ids } from './ids.ts';
import { readLabels } from './labels.ts';
import { readJudge, type JudgeDefaults } from './judges.ts';
import { field, isPresent, items, stringIn, type Part } from './parts.ts';
import { replacement, type Reader } from './reader.ts';
import type { Classifier, Decide } from './classifier.ts';

export interface Classifiers {
  readonly classifiers: readonly Classifier[];
  readonly ids: Ids;
}

type Names = ExampleNames & JudgeDefaults;

export function* readClassifiers(reader: Reader, root: Part<ScenarioFile>, names: Names): Steps<Classifiers> {
  const section = field(root, 'classifiers');
  const ids = createIds(reader, { kind: 'classifier', root, within: root, section });
  const classifiers: Classifier[] = [];
  const groups = new Map<string, readonly string[]>();
  for (const part of items(section)) {
    const id = ids.add(field(part, 'id'));
    if (field(part, 'kind').value === 'flags' && !isPresent(field(part, 'use'))) {
      const flags = yield* readFlags(reader, names, part, id ?? '');
      if (id !== null)
        groups.set(
          id,
          flags.map((flag) => flag.id),
        );
      classifiers.push(...flags);
    } else {
      const classifier = yield* readClassifier(reader, names, part, id ?? '');
      if (classifier !== null) classifiers.push(classifier);
    }
    if (reader.pace.isDue(20)) yield;
  }
  return { classifiers, ids: withFlags(ids, groups) };
}

/** Flags are spoken of one by one: nothing is called as the classifier that they are of. */
function withFlags(ids: Ids, groups: ReadonlyMap<string, readonly string[]>): Ids {
  if (groups.size === 0) return ids;
  const names = ids.names.flatMap((name) => groups.get(name) ?? [name]);
  const complete = ids.complete && [...groups.values()].every((flags) => flags.length > 0);
  return { ...ids, names, complete, has: (name) => names.includes(name) };
}

function* readClassifier(
  reader: Reader,
  names: Names,
  part: Part<ClassifierShape>,
  id: string,
): Steps<Classifier | null> {
  const use = field(part, 'use');
  if (isPresent(use)) {
    const builtin = findBuiltin(use.value);
    return builtin && (yield* readBuiltin(reader, names, { id, name: use.value as BuiltinName, builtin, part }));
  }
  refuseSettings(reader, part);
  const has = { gate: isPresent(field(part, 'gate')), judge: isPresent(field(part, 'judge')) };
  const gate = yield* readGate(reader, names, field(part, 'gate'));
  const judge = readJudge(reader, names, field(part, 'judge'), has.gate || reader.hasStrayKey(part));
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
  const examples = yield* readExamples(reader, names, field(part, 'examples'), labels);
  const title = stringIn(field(part, 'title')) ?? id;
  return { id, title, gate, judge, decide, labels, examples, pointer: part.pointer };
}

/** Keys that a classifier of one's own has elsewhere, or not at all. */
function refuseSettings(reader: Reader, part: Part<ClassifierShape>): void {
  const instead = { sees: 'A judge has its own `sees`: move it there.', asked: 'In a gate, `except` says the same.' };
  for (const key of ['sees', 'asked'] as const) {
    const given = field(part, key);
    if (!isPresent(given) || reader.hasStrayKey(part)) continue;
    reader.error(
      'builtin-setting',
      reader.atKey(given),
      `\`${key}\` here is for a built-in classifier. ${instead[key]}`,
    );
  }
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
