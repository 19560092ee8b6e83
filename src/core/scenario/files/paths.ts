import { badCharacter } from '../../document/refusals.ts';

/** Why no file can be meant by a path; null where one can. Whether it is there, and in the workspace, is seen when it is read. */
export function refusePath(path: string): string | null {
  if (path.trim() === '') return 'This names no file.';
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return 'A scenario names no address and no drive.';
  if (/^[/~]/.test(path)) return 'A path begins at the folder of this file.';
  if (path.includes('\\')) return 'Folders are separated by `/`, so that the file is found on every system.';
  return badCharacter(path) === null ? null : 'A path has no control characters.';
}

/**
 * A path that a file writes, from the folder of the scenario: `../mails/spec.txt` of `parts/goals.fragment.yaml` is
 * `mails/spec.txt`.
 */
export function resolvePath(path: string, from: string | null): string {
  const names = from === null ? [] : from.split('/').slice(0, -1);
  for (const name of path.split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** Whether a file is a fragment, by its name: what a scenario includes, not one itself. */
export function isFragmentPath(path: string): boolean {
  return /\.fragment\.ya?ml$/i.test(path);
}
