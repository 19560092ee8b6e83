import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as core from './core.ts';
import { yamlBuild } from '../scripts/yamlBuild.ts';

/** The core as users get it, bundled with the same build of `yaml` and minified: sources would be another program. */
export async function shippedCore(): Promise<typeof core> {
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-bench-'));
  const outfile = join(folder, 'core.mjs');
  try {
    await build({
      entryPoints: ['bench/core.ts'],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      alias: yamlBuild,
      logLevel: 'warning',
    });
    return (await import(pathToFileURL(outfile).href)) as typeof core;
  } finally {
    await rm(folder, { recursive: true });
  }
}
