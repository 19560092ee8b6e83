import { isObject, joinPointer, valueAt } from '../../text/json.ts';
import type { YamlFile } from './yamlFile.ts';

/** A part of one of the files. */
export interface Home<File> {
  readonly of: File;
  readonly pointer: string;
}

/** Two files that define one name; the first keeps it. */
export interface NameTwice<File> {
  readonly kind: 'variable' | 'factor';
  readonly name: string;
  readonly first: Home<File>;
  readonly second: Home<File>;
}

/** The data of several files as one, and the ways between it and them. */
export interface MergedData<File> {
  readonly data: unknown;
  readonly twice: readonly NameTwice<File>[];
  /** Where a part of the data comes from. */
  homeOf(pointer: string): Home<File>;
  /** Where a part of a file is in the data. */
  pointerOf(home: Home<File>): string;
}

type Source = Pick<YamlFile, 'document' | 'bodies'>;
type Data = Readonly<Record<string, unknown>>;

const maps = { '/vars': 'variable', '/factors': 'factor' } as const;
const lists = ['/documents', '/tools/use', '/classifiers'] as const;
const parts: readonly string[] = [...Object.keys(maps), ...lists];

/** An item of a merged list. */
type Item<File> = Home<File> & { readonly value: unknown };

/**
 * The scenario with the parts that fragments bring: names of maps beside its own, items of lists behind them. What has the
 * wrong type is left where it is: the problem of its own file says so.
 */
export function mergeData<File extends Source>(scenario: File, fragments: readonly File[]): MergedData<File> {
  const sources = [scenario, ...fragments];
  const data = sources.map(withBodies);
  const dataOf = new Map(sources.map((source, index) => [source, data[index]]));
  const owners = new Map<string, Home<File>>();
  const places = new Map<File, Map<string, string>>(sources.map((source) => [source, new Map<string, string>()]));
  const twice: NameTwice<File>[] = [];
  const place = (home: Home<File>, pointer: string): void => {
    owners.set(pointer, home);
    places.get(home.of)?.set(home.pointer, pointer);
  };

  const mergeMap = (section: keyof typeof maps): Data => {
    const merged = Object.create(null) as Record<string, unknown>;
    for (const source of sources) {
      const map = valueAt(dataOf.get(source), section);
      for (const name of isObject(map) ? Object.keys(map) : []) {
        const pointer = joinPointer(section, name);
        const home = { of: source, pointer };
        const first = owners.get(pointer);
        if (first !== undefined) {
          twice.push({ kind: maps[section], name, first, second: home });
          continue;
        }
        merged[name] = valueAt(map, joinPointer('', name));
        place(home, pointer);
      }
    }
    return merged;
  };
  const mergeList = (section: (typeof lists)[number]): readonly unknown[] => {
    const items = sources.flatMap((of): readonly Item<File>[] => {
      const list = valueAt(dataOf.get(of), section);
      return Array.isArray(list) ? list.map((value: unknown, at) => ({ of, pointer: `${section}/${at}`, value })) : [];
    });
    items.forEach(({ of, pointer }, index) => place({ of, pointer }, `${section}/${index}`));
    return items.map(({ value }) => value);
  };

  const merged = withKeys(isObject(data[0]) ? data[0] : {}, {});
  /** Whether the scenario can take a part, and any fragment brings it. */
  const isBrought = (pointer: string, hasType: (value: unknown) => boolean): boolean => {
    const own = valueAt(data[0], pointer);
    return (own === undefined || hasType(own)) && data.slice(1).some((each) => hasType(valueAt(each, pointer)));
  };
  if (isBrought('/vars', isObject)) merged['vars'] = mergeMap('/vars');
  if (isBrought('/factors', isObject)) merged['factors'] = mergeMap('/factors');
  if (isBrought('/documents', Array.isArray)) merged['documents'] = mergeList('/documents');
  if (isBrought('/classifiers', Array.isArray)) merged['classifiers'] = mergeList('/classifiers');
  // That the scenario says nothing of its own about tools is told where it includes them.
  const { tools = { protocol: 'text' } } = merged;
  if (isObject(tools) && isBrought('/tools/use', Array.isArray))
    merged['tools'] = withKeys(tools, { use: mergeList('/tools/use') });

  return {
    data: merged,
    twice,
    homeOf(pointer) {
      const owner = partOf(pointer);
      const home = owner === null ? undefined : owners.get(owner);
      if (owner !== null && home !== undefined) {
        return { of: home.of, pointer: home.pointer + pointer.slice(owner.length) };
      }
      const has = (source: File): boolean => valueAt(dataOf.get(source), pointer) !== undefined;
      return { of: sources.find(has) ?? scenario, pointer };
    },
    pointerOf({ of, pointer }) {
      const owner = partOf(pointer);
      const known = owner === null ? undefined : places.get(of)?.get(owner);
      return owner === null || known === undefined ? pointer : known + pointer.slice(owner.length);
    },
  };
}

/** The named part or the item that a pointer is in: `/vars/company`, `/tools/use/3`; null for what is merged from none. */
function partOf(pointer: string): string | null {
  const section = parts.find((each) => pointer.startsWith(`${each}/`));
  if (section === undefined) return null;
  const end = pointer.indexOf('/', section.length + 1);
  return end === -1 ? pointer : pointer.slice(0, end);
}

/** The data of a file in which bodies that stand in files are what these say. */
function withBodies({ document: { data }, bodies }: Source): unknown {
  if (bodies.size === 0 || !isObject(data) || !Array.isArray(data['documents'])) return data;
  const documents = data['documents'].map((document: unknown, index) => {
    const file = bodies.get(`/documents/${index}/body`);
    return file === undefined || !isObject(document) ? document : withKeys(document, { body: file.body });
  });
  return withKeys(data, { documents });
}

/** As all maps of parsed files, without a prototype. */
function withKeys(data: Data, keys: Data): Record<string, unknown> {
  return Object.assign(Object.create(null), data, keys) as Record<string, unknown>;
}
