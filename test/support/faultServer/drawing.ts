import { createHash } from 'node:crypto';

/** A number from 0 up to 1 for each name, the same for the same seed, in whatever order they are asked for. */
export function drawing(seed: string): (name: string) => number {
  return (name) => createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE(0) / 2 ** 32;
}
