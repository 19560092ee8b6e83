import type { ParsedDocument } from '../../document/parsedDocument.ts';
import { isObject, joinPointer } from '../../text/json.ts';
import type { Problem } from '../../text/problem.ts';
import type { Steps } from '../../text/steps.ts';
import type { ScenarioFile } from '../generated/scenarioFile.ts';
import { list, nearest } from '../nearest.ts';
import { problemOf } from '../schemaFinding.ts';
import { schemaSteps } from '../schemaProblems.ts';

type Key = keyof ScenarioFile;

/** Of all that a scenario may hold: whether a fragment may too. */
const inFragments: Readonly<Record<Key, boolean>> = {
  scenarist: false,
  id: false,
  title: false,
  description: false,
  tags: false,
  canary: false,
  include: false,
  vars: true,
  factors: true,
  design: false,
  system: false,
  user: false,
  layout: false,
  documents: true,
  tools: true,
  events: false,
  turns: false,
  probes: false,
  run: false,
  classifiers: true,
  expect: false,
};

const fragmentKeys: readonly string[] = Object.keys(inFragments).filter((key) => inFragments[key as Key]);

/** Whether a key, with the keys that lead to it, has its place in a fragment. */
export function isFragmentKey([section = '', key]: readonly string[]): boolean {
  return fragmentKeys.includes(section) && (section !== 'tools' || key === undefined || key === 'use');
}

/**
 * What is wrong with a fragment by itself: syntax, limits, and what the schema of scenarios says of its parts. What its names
 * mean is seen in the scenarios that include it.
 */
export function* fragmentSteps(document: ParsedDocument): Steps<readonly Problem[]> {
  const { data, problems } = document;
  if (data === undefined || data === null) return problems;
  if (!isObject(data)) return [...problems, notAFragment(document)];
  const found = yield* schemaSteps({ ...document, data: asScenario(data) });
  return [...problems, ...found, ...misplacedKeys(document, data)];
}

type Data = Readonly<Record<string, unknown>>;

/** The parts that a fragment may have, in the smallest scenario there is. */
function asScenario(data: Data): Data {
  const { tools } = data;
  return {
    ...Object.fromEntries(Object.entries(data).filter(([key]) => fragmentKeys.includes(key))),
    ...(isObject(tools) && { tools: { protocol: 'text', ...tools } }),
    ...{ scenarist: 1, id: 'fragment', user: '.' },
    run: { samples: 1, max_tokens: 1, models: ['scripted/demo'] },
  };
}

function notAFragment(document: ParsedDocument): Problem {
  const message = `A fragment is a map with some of ${list(fragmentKeys)}. Write one of these.`;
  return problemOf('not-a-fragment', message, '', document.valueRange(''));
}

function misplacedKeys(document: ParsedDocument, data: Data): readonly Problem[] {
  const ofTools = isObject(data['tools']) ? Object.keys(data['tools']) : [];
  return [
    ...Object.keys(data).flatMap((key) => misplacedKey(document, key)),
    ...['protocol', 'scratchpad_tags']
      .filter((key) => ofTools.includes(key))
      .map((key) => elsewhere(document, ['tools', key])),
  ];
}

function misplacedKey(document: ParsedDocument, key: string): readonly Problem[] {
  if (fragmentKeys.includes(key)) return [];
  if (Object.hasOwn(inFragments, key)) return [elsewhere(document, [key])];
  const pointer = joinPointer('', key);
  const range = document.keyRange(pointer);
  const meant = nearest(key, fragmentKeys);
  const says = `\`${key}\` is no key of a fragment.`;
  if (meant === null) {
    return [
      problemOf('unknown-key', `${says} Delete it or rename it. It can hold ${list(fragmentKeys)}.`, pointer, range),
    ];
  }
  const fixes = [{ title: `Rename to \`${meant}\``, edits: [{ range, newText: meant }] }];
  return [{ ...problemOf('unknown-key', `${says} Did you mean \`${meant}\`?`, pointer, range), fixes }];
}

function elsewhere(document: ParsedDocument, path: readonly string[]): Problem {
  const pointer = joinPointer('', ...path);
  const key = path.join('.');
  const message =
    key === 'include'
      ? 'A fragment includes no other. Name both in the `include` of the scenario.'
      : `A fragment cannot hold \`${key}\`. Move it to the scenario that includes this file.`;
  return problemOf('not-in-fragment', message, pointer, document.keyRange(pointer));
}
