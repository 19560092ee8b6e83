import { labelsOf } from '../../core/scenario/builtins/builtin.ts';
import { findBuiltin } from '../../core/scenario/builtins.ts';
import { noFlag } from '../../core/scenario/flags.ts';
import { builtinFields } from '../../core/scenario/tools.ts';
import { isObject } from '../../core/text/json.ts';
import { branches, schemaNodes } from '../schemaNodes.ts';
import type { KnownName, KnownNames } from './knownNames.ts';
import { matchesPattern } from './patterns.ts';
import type { Path, Surroundings } from './place.ts';

const ownerAt: readonly (readonly [pattern: string, index: number])[] = [
  ['/factors/*/baseline', 1],
  ['/design/conditions/*/*', 3],
  ['/expect/*/contrast/*', 3],
  ['/expect/*/contrast/*/*', 3],
];

/** The factor whose levels stand at a path; null where none do. */
export function levelOwner(path: Path): string | null {
  const listed = ownerAt.find(([pattern]) => matchesPattern(path, pattern));
  if (listed !== undefined) return path[listed[1]] ?? null;
  for (let length = path.length; length > 0; length--) {
    const titles = schemaNodes(path.slice(0, length))
      .flatMap(branches)
      .map(({ title }) => title);
    if (titles.includes('LevelMatch')) return path[length - 1] ?? null;
  }
  return null;
}

/** The tool that the action clause at a path speaks of, or whose answer stands there. */
export function toolOf(clause: Path, around: Surroundings): string | null {
  if (matchesPattern(clause, '/tools/use/*/returns/*')) return around.scalarAt([...clause.slice(0, 3), 'id']);
  if (matchesPattern(clause, '/events/*/after')) return around.scalarAt([...clause, 'action']);
  return clause.includes('gate') ? around.scalarAt([...clause, 'action']) : null;
}

/** The fields of a tool by its id, those of a built-in among them. */
export function fieldsOfTool(id: string, names: KnownNames): readonly Pick<KnownName, 'name' | 'says'>[] {
  const use = names.valueAt(['tools', 'use']);
  const tool: unknown = Array.isArray(use) ? use.find((each: unknown) => isObject(each) && each['id'] === id) : null;
  const builtin = isObject(tool) ? tool['builtin'] : null;
  if (typeof builtin !== 'string') return names.all('toolField', id);
  return builtinFields(builtin).map((name) => ({ name, says: '' }));
}

/** What an expectation may speak of: each classifier, and of one that marks flags each of these, `ID.FLAG`. */
export function expectable(names: KnownNames): readonly Pick<KnownName, 'name' | 'says'>[] {
  return names
    .all('classifier')
    .flatMap(({ name, says }) =>
      marksFlags(name, names)
        ? labelNames(name, names).map((flag) => ({ name: `${name}.${flag}`, says }))
        : [{ name, says }],
    );
}

/** The labels of a classifier, or of a flag, by its id: its own, those of a built-in, or what a gate alone gives. */
export function labelsOfClassifier(id: string, names: KnownNames): readonly string[] {
  const [holder = '', flag] = id.split('.');
  if (flag !== undefined && marksFlags(holder, names)) return [flag, noFlag];
  const own = labelNames(id, names);
  if (own.length > 0) return own;
  const builtin = findBuiltin(classifierOf(id, names)['use']);
  if (builtin === null) return [id, 'none'];
  const { positive, negative } = labelsOf(builtin);
  return [...positive, ...negative];
}

function labelNames(id: string, names: KnownNames): readonly string[] {
  return names.all('label', id).map(({ name }) => name);
}

function marksFlags(id: string, names: KnownNames): boolean {
  return classifierOf(id, names)['kind'] === 'flags';
}

function classifierOf(id: string, names: KnownNames): Readonly<Record<string, unknown>> {
  const all = names.valueAt(['classifiers']);
  const found: unknown = Array.isArray(all)
    ? all.find((each: unknown) => isObject(each) && each['id'] === id)
    : undefined;
  return isObject(found) ? found : {};
}
