import { branches, propertiesOf, schemaNodes } from '../schemaNodes.ts';

/**
 * The places of a map's keys in the order of the schema, by their index in the file. Null where the author chose the names,
 * or where a key is unknown, so that nothing says where it belongs.
 */
export function keyOrder(path: readonly string[], names: readonly string[]): readonly number[] | null {
  const orders = schemaNodes(path)
    .flatMap(branches)
    .map((node) => propertiesOf(node).map(([name]) => name));
  const order = orders.find((keys) => keys.length > 0 && names.every((name) => keys.includes(name)));
  if (order === undefined) return null;
  return names.map((_, index) => index).sort((a, b) => order.indexOf(names[a] ?? '') - order.indexOf(names[b] ?? ''));
}
