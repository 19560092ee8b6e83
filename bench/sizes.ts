import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { measureProcess } from './process.ts';
import { median, type Row } from './report.ts';

const extension = 'dist/extension/main.js';

export async function benchSizes(): Promise<readonly Row[]> {
  const activation = await staticBytes(extension);
  return [
    { what: '.vsix', value: await kilobytes('dist/scenarist.vsix'), unit: 'KB', atMost: 1_500 },
    { what: 'loaded at activation', value: activation / 1_000, unit: 'KB', atMost: 600 },
    { what: 'panel.js', value: await kilobytes('dist/panel/panel.js'), unit: 'KB', atMost: null },
    ...(await benchLoad()),
  ];
}

async function kilobytes(path: string): Promise<number> {
  return (await stat(path)).size / 1_000;
}

/** The bytes of a bundle's entry and of all that it imports before it runs. */
async function staticBytes(entry: string, seen = new Set<string>()): Promise<number> {
  if (seen.has(entry)) return 0;
  seen.add(entry);
  const code = await readFile(entry, 'utf8');
  // esbuild writes `import{a}from"./chunk.js"` and `import"./chunk.js"`; `import("./chunk.js")` waits until it is needed.
  const imported = [...code.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)].map(([, path = '']) =>
    join(dirname(entry), path),
  );
  let bytes = Buffer.byteLength(code);
  for (const path of imported) bytes += await staticBytes(path, seen);
  return bytes;
}

/** Loading our own code in a process that has `vscode` as an empty module. `activate()` is measured in the real host. */
async function benchLoad(): Promise<readonly Row[]> {
  const costs = { bare: [] as number[], load: [] as number[] };
  for (let round = 0; round < 15; round++) {
    costs.bare.push((await measureProcess(['--import', './bench/fakeVscode.js', '-e', '0'])).wallMs);
    costs.load.push((await measureProcess(['--import', './bench/fakeVscode.js', extension])).wallMs);
  }
  return [{ what: 'loading the extension', value: median(costs.load) - median(costs.bare), unit: 'ms', atMost: 60 }];
}
