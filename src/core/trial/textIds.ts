import { isRendered, type Rendered } from './rendered.ts';
import type { Stretch } from './template.ts';

/** A polynomial in the characters, modulo 2³², and the power by which a text before it is raised (Rabin and Karp, 1987). */
interface Fingerprint {
  readonly hash: number;
  readonly power: number;
}

const base = 0x01000193;
const empty: Fingerprint = { hash: 0, power: 1 };

interface Known {
  readonly rendered: Rendered;
  readonly id: number;
}

/**
 * Numbers equal texts alike. Texts of different length differ; for those of one length, a fingerprint follows from those of
 * their parts, which conditions share. So the texts themselves are hardly ever read: only where fingerprints agree. Ten
 * thousand prompts are told apart without being written.
 */
export function createTextIds(): (text: Rendered) => number {
  const fingerprints = new Map<Stretch | Rendered, Fingerprint>();
  /** The first text of each length, which needs no fingerprint until there is a second. */
  const first = new Map<number, Known>();
  const alike = new Map<string, readonly Known[]>();
  let next = 0;
  const fingerprintOf = (part: Stretch | Rendered): Fingerprint => {
    const known = fingerprints.get(part);
    if (known !== undefined) return known;
    const made = isRendered(part) ? part.parts.map(fingerprintOf).reduce(joined, empty) : charactersOf(part.text);
    fingerprints.set(part, made);
    return made;
  };
  const keyOf = (rendered: Rendered): string => `${rendered.text.length} ${fingerprintOf(rendered).hash}`;
  return (rendered) => {
    const { text } = rendered;
    const before = first.get(text.length);
    if (before === undefined) {
      first.set(text.length, { rendered, id: next });
      return next++;
    }
    const firstKey = keyOf(before.rendered);
    if (!alike.has(firstKey)) alike.set(firstKey, [before]);
    const key = keyOf(rendered);
    const candidates = alike.get(key) ?? [];
    const known = candidates.find((candidate) => candidate.rendered.text === text);
    if (known !== undefined) return known.id;
    alike.set(key, [...candidates, { rendered, id: next }]);
    return next++;
  };
}

function joined(before: Fingerprint, after: Fingerprint): Fingerprint {
  return { hash: (Math.imul(before.hash, after.power) + after.hash) | 0, power: Math.imul(before.power, after.power) };
}

function charactersOf(text: string): Fingerprint {
  let { hash } = empty;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
  return { hash, power: powerOf(text.length) };
}

/** `base` to the power `exponent`, by squaring. */
function powerOf(exponent: number): number {
  let power = 1;
  for (let [left, square] = [exponent, base]; left > 0; left >>>= 1, square = Math.imul(square, square)) {
    if (left % 2 === 1) power = Math.imul(power, square);
  }
  return power;
}
