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

/** So many texts of one length are compared as they are; for more, fingerprints are cheaper than comparing each with each. */
const few = 8;

/**
 * Numbers equal texts alike. Texts of different length differ. Where many have one length, fingerprints tell them apart: they
 * follow from those of the parts, which conditions share, so the texts themselves are hardly ever read. Ten thousand prompts
 * are told apart without being written.
 */
export function createTextIds(): (text: Rendered) => number {
  const fingerprints = new Map<Stretch | Rendered, Fingerprint>();
  const byLength = new Map<number, Known[]>();
  /** Of those whose length many have. */
  const byFingerprint = new Map<string, Known[]>();
  let next = 0;
  const fingerprintOf = (part: Stretch | Rendered): Fingerprint => {
    const known = fingerprints.get(part);
    if (known !== undefined) return known;
    const made = isRendered(part) ? part.parts.map(fingerprintOf).reduce(joined, empty) : charactersOf(part.text);
    fingerprints.set(part, made);
    return made;
  };
  const alike = (rendered: Rendered): Known[] =>
    listAt(byFingerprint, `${rendered.text.length} ${fingerprintOf(rendered).hash}`);
  return (rendered) => {
    const { text } = rendered;
    const peers = listAt(byLength, text.length);
    const known = (peers.length > few ? alike(rendered) : peers).find((peer) => peer.rendered.text === text);
    if (known !== undefined) return known.id;
    const made = { rendered, id: next++ };
    peers.push(made);
    if (peers.length > few + 1) alike(rendered).push(made);
    else if (peers.length > few) for (const peer of peers) alike(peer.rendered).push(peer);
    return made.id;
  };
}

function listAt<Key>(lists: Map<Key, Known[]>, key: Key): Known[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
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
