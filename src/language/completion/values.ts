import { joinPointer } from '../../core/text/json.ts';
import { builtins } from '../../core/scenario/builtins.ts';
import { isSupported } from '../../core/scenario/unsupported.ts';
import type { NameKind } from '../nameIndex.ts';
import { enumValues, schemaAt } from '../schemaAt.ts';
import { branches, schemaNodes } from '../schemaNodes.ts';
import type { CompletionKind, Proposal } from './completion.ts';
import type { KnownNames } from './knownNames.ts';
import { modelProposals, type KnownModels } from './models.ts';
import { expectable, fieldsOfTool, labelsOfClassifier, levelOwner, toolOf } from './owners.ts';
import { matchesPattern } from './patterns.ts';
import type { Path, Surroundings } from './place.ts';
import { escapeSnippet } from './sketch.ts';

export interface ValueInput {
  readonly path: Path;
  readonly around: Surroundings;
  readonly names: KnownNames;
  readonly models: KnownModels;
}

/** What the value at a path can be, where that is one of a few: names, words of the format, models. */
export function valueProposals(input: ValueInput): readonly Proposal[] {
  const { path, around } = input;
  const list = /^\d+$/.test(path.at(-1) ?? '') ? around.itemsIn(path.slice(0, -1)) : [];
  return [...(named(input) ?? []), ...levels(input), ...models(input), ...classifiers(path), ...words(path)].filter(
    ({ label }) => !list.includes(label),
  );
}

/** Whether a list opens when a key with this path has been put in. */
export function hasValues(path: Path, around: Surroundings, names: KnownNames): boolean {
  const input = { path, around, names, models: { recent: [], scripted: [], replays: [], vscode: [] } };
  return valueProposals(input).length > 0 || valueProposals({ ...input, path: [...path, '0'] }).length > 0;
}

const places: readonly (readonly [at: string, kind: NameKind])[] = [
  ['/tools/protocol/factor', 'factor'],
  ['/classifiers/*/examples/*/actions/*/tool', 'tool'],
  ['/events/*/document', 'document'],
  ['/events/*/after/action', 'tool'],
];

const icons: Partial<Readonly<Record<NameKind, CompletionKind>>> = { factor: 'factor', level: 'level' };

function named({ path, around, names }: ValueInput): readonly Proposal[] | null {
  const place = places.find(([at]) => matchesPattern(path, at));
  if (place !== undefined) return ofKind(names, place[1]);
  if (matchesPattern(path, '/expect/*/classifier'))
    return expectable(names).map(({ name, says }) => proposal(name, 'name', 'classifier', says));
  if (examplePatterns.some((at) => matchesPattern(path, at))) {
    const classifier = around.scalarAt([...path.slice(0, 2), 'id']);
    return classifier === null ? [] : labels(classifier, names);
  }
  if (matchesPattern(path, '/classifiers/*/labels/otherwise')) {
    const negative = around.itemsIn([...path.slice(0, -1), 'negative']);
    return negative.map((label) => proposal(label, 'name', 'negative label', ''));
  }
  if (matchesPattern(path, '/expect/*/given/*')) {
    return labels(path[3] ?? '', names);
  }
  if (matchesPattern(path, '/tools/use/*/args/*')) {
    const id = around.scalarAt([...path.slice(0, 3), 'id']);
    return id === null ? [] : fieldsOfTool(id, names).map(({ name }) => proposal(name, 'name', 'field', ''));
  }
  if (path[0] === 'classifiers' && path[2] === 'gate' && path.at(-1) === 'action') return ofKind(names, 'tool');
  const where = path.lastIndexOf('where');
  const isDocument = where > 0 && path[where + 1] === 'document' && toolOf(path.slice(0, where), around) !== null;
  const isId = path.slice(where + 2).every((token) => token === 'not' || /^\d+$/.test(token));
  return isDocument && isId ? ofKind(names, 'document') : null;
}

/** A label, or the flags that hold. */
const examplePatterns = ['/classifiers/*/examples/*/expect', '/classifiers/*/examples/*/expect/*'];

function labels(classifier: string, names: KnownNames): readonly Proposal[] {
  return labelsOfClassifier(classifier, names).map((label) => proposal(label, 'name', `label of ${classifier}`, ''));
}

function levels({ path, names }: ValueInput): readonly Proposal[] {
  const factor = levelOwner(path);
  return factor === null ? [] : ofKind(names, 'level', factor);
}

function ofKind(names: KnownNames, kind: NameKind, owner?: string): readonly Proposal[] {
  return names
    .all(kind, owner)
    .map(({ name, owner: of, says }) =>
      proposal(name, icons[kind] ?? 'name', of === null ? kind : `${kind} of ${of}`, says),
    );
}

function models({ path, names, models: known }: ValueInput): readonly Proposal[] {
  const titles = schemaNodes(path)
    .flatMap(branches)
    .map(({ title }) => title);
  if (titles.includes('Source')) return sources(path, names);
  return titles.includes('ModelReference') ? modelProposals(names, known) : [];
}

const sourceWords: Readonly<Record<string, string>> = {
  actions: 'What the model did with its tools.',
  forwarded: 'The documents that it forwarded.',
  text: 'What it wrote that is neither action nor reasoning.',
  reasoning: 'Its reasoning, where the provider shows it.',
  task: 'What the user wrote.',
  system: 'The system prompt.',
  documents: 'The documents that it could see.',
  results: 'What its tools answered.',
};

function sources(path: Path, names: KnownNames): readonly Proposal[] {
  const probes = names.all('probe').map(({ name }) => `probe.${name}`);
  return [...Object.keys(sourceWords), ...probes]
    .filter((name) => isSupported(path, name))
    .map((name) => proposal(name, 'value', '', sourceWords[name] ?? 'The answer to a probe.'));
}

const usePattern = '/classifiers/*/use';

/** Those that come with Scenarist. */
function classifiers(path: Path): readonly Proposal[] {
  if (!matchesPattern(path, usePattern)) return [];
  return Object.entries(builtins).map(([name, { title, about }]) =>
    proposal(name, 'value', '', `**${title}**\n\n${about}`),
  );
}

/** The words that the schema lists. */
function words(path: Path): readonly Proposal[] {
  if (matchesPattern(path, usePattern)) return [];
  const nodes = schemaNodes(path).flatMap(branches);
  const note = schemaAt(joinPointer('', ...path));
  const constants = nodes.flatMap(({ const: constant }) => (typeof constant === 'number' ? [String(constant)] : []));
  const booleans = nodes.some(({ type }) => type === 'boolean') ? ['true', 'false'] : [];
  return [...constants, ...enumValues(nodes), ...booleans]
    .filter((word) => isSupported(path, word))
    .map((word) =>
      proposal(word, 'value', word === note?.fallback?.replaceAll('"', '') ? 'default' : '', note?.description ?? ''),
    );
}

function proposal(label: string, kind: CompletionKind, detail: string, documentation: string): Proposal {
  return { label, kind, detail, documentation, snippet: escapeSnippet(label) };
}
