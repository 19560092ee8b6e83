import { crc32 } from './crc32.ts';
import type { JournalEvent } from './journal.ts';
import { isJournalEvent } from './journalShape.ts';

/** `,"sum":"` + eight digits + `"}` */
const seal = /,"sum":"([0-9a-f]{8})"\}$/;
const sealLength = 18;

/**
 * One line of a journal, without its line end: the event as JSON whose last key, `sum`, is the CRC-32 of the same JSON without
 * that key. A line that was torn or changed is told from a whole one, and `jq` reads it as it is.
 */
export function encodeEvent(event: JournalEvent): string {
  const json = JSON.stringify(event);
  return `${json.slice(0, -1)},"sum":"${crc32(json)}"}`;
}

/** The event of a line; null where the line is torn, changed or not of this version. Never throws. */
export function decodeEvent(line: string): JournalEvent | null {
  const sum = seal.exec(line.slice(-sealLength))?.[1];
  if (sum === undefined) return null;
  const json = `${line.slice(0, -sealLength)}}`;
  if (crc32(json) !== sum) return null;
  try {
    const value: unknown = JSON.parse(json);
    return isJournalEvent(value) ? value : null;
  } catch {
    return null;
  }
}
