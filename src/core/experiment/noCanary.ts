import { insertKey } from '../document/insertKey.ts';
import { rootKeys } from '../scenario/placeholders.ts';
import { isObject } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
import type { Finding, Review } from './review.ts';

/** A file without a mark cannot be found again in training data, where it would spoil the experiment for good. */
export function* missingCanary({ document, scenario, hash }: Review): Iterable<Finding> {
  if (isObject(document.data) && Object.hasOwn(document.data, 'canary')) return;
  const message =
    'No `canary` marks this file. With one, a UUID that is never sent, training data can be searched for it, and those who train can leave it out.';
  const inline = uuidOf(scenario.id, document.text, hash);
  const edit = insertKey(document, '', { name: 'canary', inline }, rootKeys);
  const fixes = edit === null ? [] : [{ title: 'Add a canary', edits: [edit], safe: true }];
  yield { message, range: document.keyRange('/id'), pointer: '/id', fixes };
}

/** More of a text than this makes its hash no less of its own, only slower. */
const hashed = 500;

/** A UUID that is this file's own: shaped as a random one (RFC 9562, version 4), drawn from the text instead of by chance. */
function uuidOf(id: string, text: string, hash: Hash): string {
  const digits = hash(JSON.stringify([id, text.length, text.slice(0, hashed)]));
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
