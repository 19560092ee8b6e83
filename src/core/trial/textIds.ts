import { isRendered, type Rendered } from './rendered.ts';
import type { Stretch } from './template.ts';

/** A polynomial in the characters, modulo 2³², and the power by which a text before it is raised (Rabin and Karp, 1987). */
interface Fingerprint {
  readonly hash: number;
  readonly power: number;
}

const base = 0x01000193;
const empty: Fingerprint = { hash: 0, power: 1 };

/**
 * Numbers equal texts alike. The fingerprint of a text follows from those of its parts, which conditions share, so the texts
 * themselves are hardly ever read: only where fingerprints agree. Ten thousand prompts are told apart without being written.
 */
export function createTextIds(): (text: Rendered) => number {
  const fingerprints = new Map<Stretch | Rendered, Fingerprint>();
  const alike = new Map<string, { readonly text: string; readonly id: number }[]>();
  let next = 0;
  const fingerprintOf = (part: Stretch | Rendered): Fingerprint => {
    const known = fingerprints.get(part);
    if (known !== undefined) return known;
    const made = isRendered(part) ? part.parts.map(fingerprintOf).reduce(joined, empty) : charactersOf(part.text);
    fingerprints.set(part, made);
    return made;
  };
  return (rendered) => {
    const { text } = rendered;
    const key = `${text.length} ${fingerprintOf(rendered).hash}`;
    const candidates = alike.get(key) ?? [];
    const known = candidates.find((candidate) => candidate.text === text);
    if (known !== undefined) return known.id;
    alike.set(key, [...candidates, { text, id: next }]);
    return next++;
  };
}

function joined(before: Fingerprint, after: Fingerprint): Fingerprint {
  return { hash: (Math.imul(before.hash, after.power) + after.hash) | 0, power: Math.imul(before.power, after.power) };
}

function charactersOf(text: string): Fingerprint {
  let { hash, power } = empty;
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
    power = Math.imul(power, base);
  }
  return { hash, power };
}
