/** A source of numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * The numbers that a 32-bit seed stands for, always the same. SplitMix (Steele, Lea and Flood, «Fast splittable pseudorandom
 * number generators», 2014) in 32 bits, with MurmurHash3's finalizer. Each step is a bijection, so that the first number of
 * evenly spread seeds (those of trials are hashes) is evenly spread itself.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 2 ** 32;
  };
}

/** The seed of a draw of its own: for the same seed, different texts give draws that have nothing to do with each other. */
export function deriveSeed(seed: number, text: string): number {
  // FNV-1a over UTF-16 units.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix((seed ^ mix(hash >>> 0)) >>> 0);
}

/** The index of one of the weights (each above zero), drawn in proportion to them. */
export function drawIndex(weights: readonly number[], random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = random() * total;
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  // Only by rounding: the last one was meant.
  return weights.length - 1;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
