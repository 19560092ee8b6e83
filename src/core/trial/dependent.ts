import type { Levels } from '../scenario/scenario.ts';

/** A value that the levels of some factors decide. It is made once for each choice of those levels, not for each condition. */
export interface Dependent<Value> {
  readonly factors: ReadonlySet<string>;
  readonly at: (levels: Levels) => Value;
}

const noFactors: ReadonlySet<string> = new Set();

/** Made when first asked for; with no factors, once for all. */
export function dependent<Value>(factors: ReadonlySet<string>, make: (levels: Levels) => Value): Dependent<Value> {
  if (factors.size === 0) return once(make);
  const names = [...factors];
  const made = new Map<string, { readonly value: Value }>();
  const at = (levels: Levels): Value => {
    let key = '';
    for (const name of names) key += `${levels[name] ?? ''}\n`;
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(levels);
    made.set(key, { value });
    return value;
  };
  return { factors, at };
}

function once<Value>(make: (levels: Levels) => Value): Dependent<Value> {
  let made: { readonly value: Value } | null = null;
  return { factors: noFactors, at: (levels) => (made ??= { value: make(levels) }).value };
}

export function constant<Value>(value: Value): Dependent<Value> {
  return { factors: noFactors, at: () => value };
}

/** Null depends on nothing. */
export function allFactors(parts: Iterable<Dependent<unknown> | null>): ReadonlySet<string> {
  let all: Set<string> | null = null;
  for (const part of parts) {
    if (part === null || part.factors.size === 0) continue;
    all ??= new Set();
    for (const factor of part.factors) all.add(factor);
  }
  return all ?? noFactors;
}
