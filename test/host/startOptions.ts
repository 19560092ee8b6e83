import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start` is asked for. */
export interface StartOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The folder to open; absolute, like the other path. */
  readonly folder: string;
  readonly vsix: string;
}

/**
 * Reads `npm start`'s own arguments; relative paths start at the project's root.
 * @throws Error for people, where they are wrong.
 */
export function parseStartOptions(args: readonly string[], root: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      folder: { type: 'string', default: 'examples' },
      vsix: { type: 'string', default: 'dist/scenarist.vsix' },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) {
    throw new Error(`--port ${values.port} is no port: give a number from 0 (any that is free) to 65535.`);
  }
  return { port, folder: resolve(root, values.folder), vsix: resolve(root, values.vsix) };
}
