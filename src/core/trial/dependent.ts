import type { Levels } from '../scenario/scenario.ts';

/** A value that the levels of some factors decide. It is made once for each choice of those levels, not for each condition. */
export interface Dependent<Value> {
  readonly factors: ReadonlySet<string>;
  at(levels: Levels): Value;
}

export function dependent<Value>(factors: ReadonlySet<string>, make: (levels: Levels) => Value): Dependent<Value> {
  const names = [...factors];
  const made = new Map<string, { readonly value: Value }>();
  return {
    factors,
    at(levels) {
      const key = names.map((name) => levels[name] ?? '').join('\n');
      const known = made.get(key);
      if (known !== undefined) return known.value;
      const value = make(levels);
      made.set(key, { value });
      return value;
    },
  };
}

export function constant<Value>(value: Value): Dependent<Value> {
  return { factors: new Set(), at: () => value };
}

export function allFactors(parts: Iterable<Dependent<unknown>>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { factors } of parts) for (const factor of factors) all.add(factor);
  return all;
}
