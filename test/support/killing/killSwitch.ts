/**
 * Loaded before a program (`--import`): ends its process for good, as a power cut would, at the write of a file that
 * `KILL_AT` counts: before it, within it (half of the bytes are there) or after it, as `KILL_HOW` says. Where that is the code
 * of an error, the disk fails instead, from within that write on.
 */
import { open } from 'node:fs/promises';

type Write = (
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<{ readonly bytesWritten: number }>;

const { KILL_AT = '', KILL_HOW = '' } = process.env;
const some = await open(process.execPath, 'r');
const files = Object.getPrototypeOf(some) as { write: Write };
await some.close();
const { write } = files;
let count = 0;

files.write = async function (bytes, offset, length, position) {
  const isFault = KILL_HOW.startsWith('E');
  if (++count < Number(KILL_AT) || (!isFault && count > Number(KILL_AT)))
    return write.call(this, bytes, offset, length, position);
  const taken = KILL_HOW === 'before' ? 0 : KILL_HOW === 'after' ? length : Math.ceil(length / 2);
  if (taken > 0) await write.call(this, bytes, offset, taken, position);
  if (isFault)
    throw Object.assign(new Error(`${KILL_HOW}: the disk of the test`), { code: KILL_HOW, syscall: 'write' });
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};
