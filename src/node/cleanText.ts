import { homedir } from 'node:os';
import { redact } from './redact.ts';

/** What is shorter is in every path. */
const shortestFolder = 4;

/**
 * Takes out of a text what must not leave this machine: keys, the folder of the runs, and the user's own.
 * @param keys All that are known.
 */
export function createTextCleaner(root: string, keys: readonly string[]): (text: string) => string {
  const folders = [
    [root, '.'],
    [homedir(), '~'],
  ] as const;
  const named = folders.filter(([folder]) => folder.length >= shortestFolder);
  return (text) => named.reduce((rest, [folder, sign]) => rest.replaceAll(folder, sign), redact(text, keys));
}
