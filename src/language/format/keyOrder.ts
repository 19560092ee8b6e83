import { branches, propertiesOf, schemaNodes } from '../schemaNodes.ts';

type Ranks = ReadonlyMap<string, number>;

/** The order that the schema gives to keys. What it says of a place is read once: a long list has the same in every item. */
export class KeyOrders {
  private readonly known = new Map<string, readonly Ranks[]>();

  /**
   * The places of a map's keys in the order of the schema, by their index in the file. Null where the author chose the names,
   * or where a key is unknown, so that nothing says where it belongs.
   */
  at(path: readonly string[], names: readonly string[]): readonly number[] | null {
    const ranks = this.ranksAt(path).find((each) => names.every((name) => each.has(name)));
    if (ranks === undefined) return null;
    const rankOf = (index: number): number => ranks.get(names[index] ?? '') ?? 0;
    return names.map((_, index) => index).sort((a, b) => rankOf(a) - rankOf(b));
  }

  private ranksAt(path: readonly string[]): readonly Ranks[] {
    const place = path.map((token) => (/^\d+$/.test(token) ? '0' : token));
    const key = place.join('\0');
    const ranks = this.known.get(key) ?? readRanks(place);
    this.known.set(key, ranks);
    return ranks;
  }
}

function readRanks(path: readonly string[]): readonly Ranks[] {
  return schemaNodes(path)
    .flatMap(branches)
    .map((node) => new Map(propertiesOf(node).map(([name], rank) => [name, rank])))
    .filter(({ size }) => size > 0);
}
