import { isObject, joinPointer } from '../text/json.ts';

/**
 * A part of a parsed file: a value of any kind and where it stands. `Shape` is what the schema says it should be: it makes a
 * key that the format does not have a compile error, and promises nothing about the value, which a person may have mistyped.
 * So the rules read what is readable and leave the rest to the schema's own problems.
 */
export interface Part<Shape = unknown> {
  /** Undefined where the file has nothing here. */
  readonly value: unknown;
  readonly pointer: string;
  /** Never set; carries the type. */
  readonly shape?: Shape;
}

type KeyOf<Shape> = Shape extends readonly unknown[] ? never : Shape extends object ? keyof Shape & string : never;
type FieldOf<Shape, Key> = Shape extends readonly unknown[]
  ? never
  : Shape extends object
    ? Key extends keyof Shape
      ? Exclude<Shape[Key], undefined>
      : never
    : never;
type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : never;
type EntryOf<Shape> = Shape extends readonly unknown[] ? never : Shape extends object ? Shape[keyof Shape] : never;

export function field<Shape, Key extends KeyOf<Shape>>(part: Part<Shape>, key: Key): Part<FieldOf<Shape, Key>> {
  const value = isObject(part.value) && Object.hasOwn(part.value, key) ? part.value[key] : undefined;
  return { value, pointer: joinPointer(part.pointer, key) };
}

/** The items of a list; none where it is no list. */
export function items<Shape>(part: Part<Shape>): readonly Part<ItemOf<Shape>>[] {
  if (!Array.isArray(part.value)) return [];
  return part.value.map((value: unknown, index) => ({ value, pointer: `${part.pointer}/${index}` }));
}

/** The keys and values of a map, in the order of the file; none where it is no map. */
export function entries<Shape>(part: Part<Shape>): readonly Entry<Shape>[] {
  const { value, pointer } = part;
  if (!isObject(value)) return [];
  return Object.keys(value).map((key) => [key, { value: value[key], pointer: joinPointer(pointer, key) }]);
}

type Entry<Shape> = readonly [key: string, value: Part<EntryOf<Shape>>];

/** As `entries`, one by one: a map may have tens of thousands. */
export function* eachEntry<Shape>({ value, pointer }: Part<Shape>): Iterable<Entry<Shape>> {
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) yield [key, { value: value[key], pointer: joinPointer(pointer, key) }];
}

/** The keys of a map; none where it is no map. */
export function keysIn(part: Part): readonly string[] {
  return isObject(part.value) ? Object.keys(part.value) : [];
}

export function isPresent(part: Part): boolean {
  return part.value !== undefined;
}

export function isMap(part: Part): boolean {
  return isObject(part.value);
}

export function isList(part: Part): boolean {
  return Array.isArray(part.value);
}

export function stringIn(part: Part): string | null {
  return typeof part.value === 'string' ? part.value : null;
}

export function numberIn(part: Part): number | null {
  return typeof part.value === 'number' ? part.value : null;
}

/** The strings of a list, or the one string, each with its own place. */
export function stringsIn(part: Part): readonly StringPart[] {
  const parts: readonly Part[] = isList(part) ? items(part as Part<readonly unknown[]>) : [part];
  return parts.flatMap(({ value, pointer }) => (typeof value === 'string' ? [{ text: value, pointer }] : []));
}

export interface StringPart {
  readonly text: string;
  readonly pointer: string;
}
