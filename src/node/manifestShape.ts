import { isObject } from '../core/text/json.ts';
import type { RunManifest } from '../core/run/manifest.ts';

const isList = (value: unknown, ...strings: readonly string[]): boolean =>
  Array.isArray(value) && value.every((item) => hasStrings(item, ...strings));
const hasStrings = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof value[name] === 'string');

/** Whether it is what this version writes to run.json. */
export function isManifest(value: unknown): value is RunManifest {
  return (
    isObject(value) &&
    value['version'] === 1 &&
    hasStrings(value, 'run', 'createdAt', 'scenarist') &&
    hasStrings(value['scenario'], 'path', 'id', 'title', 'sha256', 'text') &&
    isList(value['sources'], 'model', 'text') &&
    isList(value['conditions'], 'id') &&
    isList(value['models'], 'model') &&
    typeof value['samples'] === 'number' &&
    typeof value['planned'] === 'number'
  );
}
