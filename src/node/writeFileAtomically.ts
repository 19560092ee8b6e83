import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFully } from './writeFully.ts';

/**
 * Replaces a file so that any reader, also after a crash, finds the old text or the new one, never a part: written beside it
 * to the last byte, synced, measured, and only then renamed.
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await writeFully(file, bytes, 0);
    await file.sync();
    const { size } = await file.stat();
    if (size !== bytes.length) throw new Error(`${path} holds ${size} of ${bytes.length} bytes`);
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a crash. Windows has no such call, and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
