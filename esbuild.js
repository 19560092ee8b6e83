// Builds dist/: the extension and the CLI as split ESM bundles (provider SDKs stay in chunks that load when first used),
// and the panel as one file for the webview. `--only cli` builds that part alone.
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { yamlBuild } from './scripts/yamlBuild.ts';

const { values } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    metafile: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: values.metafile,
};

/**
 * Of package.json the bundles need the version (src/node/version.ts); all of it would be read at each start.
 * @type {esbuild.Plugin}
 */
const onlyVersion = {
  name: 'only-version',
  setup(build) {
    const own = resolve('package.json');
    build.onLoad({ filter: /package\.json$/ }, async ({ path }) => {
      if (path !== own) return undefined;
      const { version } = JSON.parse(await readFile(own, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const onNode = {
  ...shared,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  alias: yamlBuild,
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [onlyVersion],
};

/**
 * commander loads `node:child_process` for commands that are programs of their own, which we have none of: 3 ms of each start.
 * @type {esbuild.Plugin}
 */
const lazyChildProcess = {
  name: 'lazy-child-process',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'child_process', namespace: 'lazy' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({
      contents: `module.exports = { get spawn() { return process.getBuiltinModule('node:child_process').spawn; } };`,
    }));
  },
};

/** @type {Record<string, esbuild.BuildOptions>} */
const parts = {
  extension: {
    ...onNode,
    entryPoints: { main: 'src/extension/main.ts' },
    outdir: 'dist/extension',
    external: ['vscode'],
  },
  cli: {
    ...onNode,
    entryPoints: { scenarist: 'src/cli/scenarist.ts' },
    outdir: 'dist/cli',
    // docs/problems.md is where problems are explained, in SARIF too.
    loader: { '.md': 'text' },
    plugins: [onlyVersion, lazyChildProcess],
    // cli-progress is CommonJS and asks for Node's modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  },
  panel: {
    ...shared,
    entryPoints: { panel: 'media/main.ts' },
    outdir: 'dist/panel',
    format: 'esm',
    platform: 'browser',
    target: 'chrome138',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
};

const names = values.only ?? Object.keys(parts);
for (const name of names)
  if (!(name in parts)) throw new Error(`--only ${name}: it is one of ${Object.keys(parts).join(', ')}`);
const builds = names.map((name) => parts[name]);
const stale = values.only === undefined ? ['dist'] : builds.map(({ outdir }) => outdir);

await Promise.all(stale.map((folder) => rm(folder, { recursive: true, force: true })));
if (values.watch) {
  for (const build of builds) await (await esbuild.context(build)).watch();
} else {
  const results = await Promise.all(builds.map((build) => esbuild.build(build)));
  for (const { metafile } of results) if (metafile) console.log(await esbuild.analyzeMetafile(metafile));
}
