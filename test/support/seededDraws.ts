/** Draws that are the same each time: mulberry32. */
export function createDraws(seed: number): {
  readonly binomial: (n: number, p: number) => number;
} {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    binomial: (n, p) => {
      let positive = 0;
      for (let trial = 0; trial < n; trial++) if (next() < p) positive++;
      return positive;
    },
  };
}
