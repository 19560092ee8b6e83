import { isObject, joinPointer } from '../../core/text/json.ts';
import { isSupported } from '../../core/scenario/unsupported.ts';
import { schemaAt } from '../schemaAt.ts';
import { branches, propertiesOf, requiredKeys, schemaNodes, type SchemaNode } from '../schemaNodes.ts';
import type { Proposal } from './completion.ts';
import type { KnownNames } from './knownNames.ts';
import { matchesPattern } from './patterns.ts';
import type { Path, Surroundings } from './place.ts';
import { emptyBraces, keySnippet, lines, map, row, slot, type Setting, type Sketch } from './sketch.ts';
import { keySketches, titledSketches } from './sketches.ts';
import { expectable, fieldsOfTool, levelOwner, toolOf } from './owners.ts';
import { hasValues } from './values.ts';

export interface KeyInput {
  /** Of the map. */
  readonly path: Path;
  readonly existing: readonly string[];
  readonly around: Surroundings;
  readonly names: KnownNames;
  /** Null: the key's colon and value are there already. */
  readonly setting: Setting | null;
}

/** The keys that a map can have and has not, those first that it must have, in the order of the schema. */
export function keyProposals(input: KeyInput): readonly Proposal[] {
  const isNew = ({ label }: Proposal): boolean => !input.existing.includes(label);
  return [...schemaProposals(input), ...nameProposals(input)].filter(isNew);
}

function schemaProposals({ path, existing, around, names, setting }: KeyInput): readonly Proposal[] {
  const keys = schemaKeys(path, existing).filter(
    ({ name }) => isSupported([...path, name]) && fits(path, name, { around, names }),
  );
  const isNeeded = ({ name, required }: SchemaKey): boolean => required || isNeededBySibling(path, name, around);
  return [...keys.filter(isNeeded), ...keys.filter((key) => !isNeeded(key))].map((key) => {
    const inner = [...path, key.name];
    const note = schemaAt(joinPointer('', ...inner));
    const sketch = ownsJudge(path, key.name, around) ? judgeOfBuiltin : sketchOf(inner);
    return {
      label: key.name,
      kind: 'key',
      detail: [isNeeded(key) ? 'required' : '', note?.type ?? ''].filter((word) => word !== '').join(' · '),
      documentation: note?.description ?? '',
      snippet: setting === null ? key.name : keySnippet(key.name, sketch, setting),
      ...(setting !== null &&
        isEmpty(sketch) &&
        (sketch === emptyBraces || hasValues(inner, around, names)) && { asksNext: true }),
    };
  });
}

interface SchemaKey {
  readonly name: string;
  readonly required: boolean;
}

/** Of a union, the members that have all keys that are there already; all of them where none has. */
function schemaKeys(path: Path, existing: readonly string[]): readonly SchemaKey[] {
  const maps = schemaNodes(path)
    .flatMap(branches)
    .filter((node) => propertiesOf(node).length > 0);
  const possible = maps.filter((node) => existing.every((key) => takes(node, key)));
  const chosen = possible.length > 0 ? possible : maps;
  const names = new Set(chosen.flatMap((node) => ownKeys(node, chosen.length > 1)));
  return [...names].map((name) => ({ name, required: chosen.every((node) => requiredKeys(node).includes(name)) }));
}

/** Where there are several forms to choose from, the keys that tell them apart. */
function ownKeys(node: SchemaNode, isOneOfSeveral: boolean): readonly string[] {
  const required = requiredKeys(node);
  return isOneOfSeveral && required.length > 0 ? required : propertiesOf(node).map(([name]) => name);
}

function takes(node: SchemaNode, key: string): boolean {
  return typeof node['additionalProperties'] === 'object' || propertiesOf(node).some(([name]) => name === key);
}

const neededByKind: Readonly<Record<string, readonly string[]>> = {
  email: ['from', 'to', 'subject'],
  file: ['name'],
  alert: ['name', 'subject'],
};

function isNeededBySibling(path: Path, key: string, around: Surroundings): boolean {
  if (!matchesPattern(path, '/documents/*')) return false;
  return neededByKind[around.scalarAt([...path, 'kind']) ?? '']?.includes(key) ?? false;
}

/** Whether a key makes sense beside what is there. */
function fits(path: Path, key: string, { around, names }: Pick<KeyInput, 'around' | 'names'>): boolean {
  const factor = key === 'from' ? levelOwner(path) : null;
  if (factor !== null) return names.valueAt(['factors', factor, 'ordered']) === true;
  const siblings = around.keysIn(path);
  if (matchesPattern(path, '/documents/*')) {
    const kind = around.scalarAt([...path, 'kind']);
    if (kind === 'email') return key !== 'name';
    const ofMail = ['from', 'to', 'cc', 'date', 'subject'].includes(key);
    if (kind === 'alert') return key !== 'to' && key !== 'cc';
    // No tool reads notes.
    if (kind === 'note') return !ofMail && key !== 'name' && key !== 'delivery';
    return kind !== 'file' || !ofMail;
  }
  if (path[0] === 'classifiers') return fitsClassifier(path, key, { around, siblings });
  if (matchesPattern(path, '/tools/use/*')) {
    return key === 'input' ? !siblings.includes('builtin') : key !== 'builtin' || !siblings.includes('input');
  }
  if (matchesPattern(path, '/expect/*')) {
    if (key === 'rate') return !siblings.includes('contrast') && !siblings.includes('difference');
    if (key === 'contrast' || key === 'difference') return !siblings.includes('rate');
  }
  return true;
}

const judgeOfBuiltin = map({ model: slot('scripted/judge') });

/** The judge of a built-in classifier, of which only the model is open. */
function ownsJudge(path: Path, key: string, around: Surroundings): boolean {
  return key === 'judge' && matchesPattern(path, '/classifiers/*') && around.keysIn(path).includes('use');
}

const ofBuiltin: readonly string[] = ['id', 'title', 'use', 'sees', 'asked', 'judge', 'decide', 'examples'];

/** A classifier that comes with Scenarist brings along what another one says itself. */
function fitsClassifier(
  path: Path,
  key: string,
  { around, siblings }: { readonly around: Surroundings; readonly siblings: readonly string[] },
): boolean {
  if (matchesPattern(path, '/classifiers/*/judge')) {
    const isBuiltin = around.keysIn(path.slice(0, -1)).includes('use');
    return !isBuiltin || !['when', 'sees', 'question'].includes(key);
  }
  if (!matchesPattern(path, '/classifiers/*')) return true;
  const name = around.scalarAt([...path, 'use']);
  const isUnexpected = name === 'builtin/unexpected-action';
  if (siblings.includes('use')) {
    return ofBuiltin.includes(key) && (isUnexpected || (key !== 'asked' && key !== 'decide'));
  }
  const isOwn = ['gate', 'judge', 'labels', 'kind', 'decide'].some((own) => siblings.includes(own));
  return key === 'use' ? !isOwn : key !== 'sees' && key !== 'asked';
}

/** Keys that the author chose elsewhere: factors, fields of a tool, classifiers. */
function nameProposals(input: KeyInput): readonly Proposal[] {
  const { path, around, names, setting } = input;
  const proposal = (label: string, kind: Proposal['kind'], detail: string, says: string, sketch: Sketch): Proposal => ({
    label,
    kind,
    detail,
    documentation: says,
    snippet: setting === null ? label : keySnippet(label, sketch, setting),
    ...(setting !== null && { asksNext: true }),
  });
  const titles = schemaNodes(path)
    .flatMap(branches)
    .map(({ title }) => title);
  const isContrast = matchesPattern(path, '/expect/*/contrast');
  if (isContrast && input.existing.length > 0) return [];
  if (
    isContrast ||
    (titles.includes('WhenMap') && levelOwner(path) === null) ||
    matchesPattern(path, '/design/conditions/*')
  ) {
    const sketch = isContrast ? row(slot()) : slot();
    return names.all('factor').map(({ name, says }) => proposal(name, 'factor', 'factor', says, sketch));
  }
  if (matchesPattern(path, '/expect/*/given')) {
    const own = around.scalarAt([...path.slice(0, -1), 'classifier']);
    const others = expectable(names).filter(({ name }) => name !== own);
    return others.map(({ name, says }) => proposal(name, 'name', 'classifier', says, slot()));
  }
  const tool = path.at(-1) === 'where' ? toolOf(path.slice(0, -1), around) : null;
  if (tool === null) return [];
  return fieldsOfTool(tool, names).map(({ name, says }) => proposal(name, 'name', `of ${tool}`, says, slot()));
}

/** The forms of a map that a value can be, in brackets, each by the key that tells it from the others. */
export function formProposals(input: Omit<KeyInput, 'existing' | 'setting'>): readonly Proposal[] {
  const forms = schemaNodes(input.path)
    .flatMap(branches)
    .filter((node) => node['type'] === 'object');
  const hasChoice = forms.length > 1 || forms.some(({ title }) => title === 'WhenMap');
  if (!hasChoice) return [];
  return keyProposals({ ...input, existing: [], setting: { flow: true, shift: 0 } }).map((key) => ({
    ...key,
    label: `{${key.label}: …}`,
    snippet: `{${key.snippet}}`,
  }));
}

/** What is put in with a key. */
function sketchOf(path: Path): Sketch {
  const own = keySketches.find(([at]) => matchesPattern(path, at))?.[1];
  if (own !== undefined) return own;
  const nodes = schemaNodes(path).flatMap(branches);
  for (const { title } of nodes) {
    const titled = typeof title === 'string' ? titledSketches[title] : undefined;
    if (titled !== undefined) return titled;
  }
  const isText = nodes.some(({ type, enum: values }) => type === 'string' || Array.isArray(values));
  if (isText) return slot();
  if (nodes.some(({ type }) => type === 'array')) {
    const item = sketchOf([...path, '0']);
    return item.kind === 'map' && !item.inLine ? lines(item) : row(item);
  }
  const keys = schemaKeys(path, []);
  if (keys.length === 0 && nodes.some((node) => isObject(node['additionalProperties']))) return emptyBraces;
  const required = keys.filter((key) => key.required);
  if (required.length === 0) return slot();
  return map(Object.fromEntries(required.map(({ name }) => [name, sketchOf([...path, name])])));
}

function isEmpty(sketch: Sketch): boolean {
  return sketch === emptyBraces || (sketch.kind === 'slot' && sketch.text === '' && sketch.choices.length === 0);
}
