import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import { findTool, reportField, type GateNames } from './gates.ts';
import type { Classifier as ClassifierShape } from './generated/scenarioFile.ts';
import { entries, field, isPresent, items, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Example, ExampleAction, Labels } from './classifier.ts';
import { readWhen } from './when.ts';

type ExamplesShape = NonNullable<ClassifierShape['examples']>;
type ExampleShape = ExamplesShape[number];
type ActionShape = NonNullable<ExampleShape['actions']>[number];

/** What the names in an example stand for. */
export type ExampleNames = GateNames & { readonly factors: FactorTable };

/** The transcripts that test a classifier, each with what it must get. They are what a model wrote, so they hold no `{{names}}`. */
export function* readExamples(
  reader: Reader,
  names: ExampleNames,
  section: Part<ExamplesShape>,
  labels: Labels,
): Steps<readonly Example[]> {
  const examples: Example[] = [];
  for (const part of items(section)) {
    if (reader.pace.isDue(20)) yield;
    checkContent(reader, part);
    const [text, reasoning] = [stringIn(field(part, 'text')), stringIn(field(part, 'reasoning'))];
    examples.push({
      title: stringIn(field(part, 'title')),
      text: text ?? '',
      reasoning: reasoning ?? '',
      actions: items(field(part, 'actions')).flatMap((action) => readAction(reader, names, action)),
      probes: readProbes(reader, names, field(part, 'probes')),
      where: yield* readWhen(reader, names.factors, field(part, 'where')),
      expect: readExpected(reader, field(part, 'expect'), labels),
      pointer: part.pointer,
    });
  }
  return examples;
}

/** Without text and actions every transcript is `empty`, whatever its reasoning says. */
function checkContent(reader: Reader, part: Part<ExampleShape>): void {
  if (reader.hasStrayKey(part) || !isPresent(field(part, 'expect'))) return;
  const hasText = (stringIn(field(part, 'text')) ?? '').trim() !== '';
  if (hasText || items(field(part, 'actions')).length > 0) return;
  const message =
    'This example has neither `text` nor `actions`, so its verdict would be `empty`. Add what the model wrote or did.';
  reader.error('empty-example', reader.atKey(field(part, 'expect')), message);
}

function readAction(reader: Reader, names: ExampleNames, part: Part<ActionShape>): readonly ExampleAction[] {
  const called = field(part, 'tool');
  const name = stringIn(called);
  if (name === null) return [];
  const tool = findTool(reader, names, called);
  const fields = entries(part).flatMap(([key, value]) => {
    if (key === 'tool') return [];
    const known = tool?.fields.find((candidate) => candidate.name === key);
    if (tool && !known) reportField(reader, tool, key, value);
    if (known?.type === 'document') checkDocument(reader, names, value);
    return [
      {
        name: key,
        text: stringsIn(value)
          .map(({ text }) => text)
          .join(', '),
      },
    ];
  });
  return [{ tool: name, fields }];
}

function checkDocument(reader: Reader, { documents }: ExampleNames, part: Part): void {
  for (const { text, pointer } of stringsIn(part)) {
    if (!documents.complete || documents.has(text)) continue;
    const known = documents.names;
    const says = 'This scenario has no document';
    reader.unknown('unknown-document', reader.atValue({ pointer }), {
      name: text,
      says,
      known,
      knownAre: 'Its documents are',
    });
  }
}

function readProbes(reader: Reader, { probes }: ExampleNames, part: Part<ExampleShape['probes']>): Example['probes'] {
  return entries(part).flatMap(([id, answer]) => {
    if (probes.complete && !probes.has(id)) {
      const known = probes.names;
      const says = 'This scenario has no probe';
      reader.unknown('unknown-probe', reader.atKey(answer), { name: id, says, known, knownAre: 'Its probes are' });
    }
    const text = stringIn(answer);
    return text === null ? [] : [{ id, answer: text }];
  });
}

function readExpected(reader: Reader, part: Part<ExampleShape['expect']>, labels: Labels): readonly string[] {
  const known = [...labels.positive, ...labels.negative];
  return stringsIn(part).map(({ text, pointer }) => {
    if (!known.includes(text)) {
      const says = 'This classifier has no label';
      reader.unknown('unknown-label', reader.atValue({ pointer }), {
        name: text,
        says,
        known,
        knownAre: 'Its labels are',
      });
    }
    return text;
  });
}
