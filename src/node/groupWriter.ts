import { writeFully, type WritableFile } from './writeFully.ts';

export interface SyncedFile extends WritableFile {
  datasync(): Promise<void>;
}

/** Appends to a file, many at a time: while one write is on its way to the disk, the next ones gather. */
export interface GroupWriter {
  /** Resolves to the offset of the first byte when all are on disk. After one failure every append is refused. */
  append(bytes: Buffer): Promise<number>;
  /** Resolves when nothing is on its way. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly resolve: (offset: number) => void;
  readonly reject: (cause: Error) => void;
}

export function createGroupWriter(file: SyncedFile, size: number): GroupWriter {
  let end = size;
  let waiting: Waiting[] = [];
  let failure: Error | null = null;
  let flushing: Promise<void> | null = null;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeFully(file, Buffer.concat(group.map(({ bytes }) => bytes)), end);
        await file.datasync();
      } catch (cause) {
        // What of the group is on disk is not known: only a new replay can tell, so nothing is written after it.
        failure = cause instanceof Error ? cause : new Error(String(cause));
        for (const { reject } of [...group, ...waiting]) reject(failure);
        waiting = [];
        break;
      }
      for (const { bytes, resolve } of group) {
        resolve(end);
        end += bytes.length;
      }
    }
    flushing = null;
  };

  return {
    append: (bytes) =>
      new Promise((resolve, reject) => {
        if (failure !== null) {
          reject(failure);
          return;
        }
        waiting.push({ bytes, resolve, reject });
        flushing ??= flush();
      }),
    drained: async () => {
      while (flushing !== null) await flushing;
    },
  };
}
