import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInside } from '../host/runInside.ts';

/**
 * `npm run test:inside`: each suite in a VS Code of its own, on a copy of the examples or in two empty folders.
 * `npm run test:inside largeFile` runs only the files of that name, in the suites that have one.
 */
const root = resolve(import.meta.dirname, '../..');
const [only = '*'] = process.argv.slice(2);

for (const suite of ['trusted', 'restricted', 'multiroot']) {
  if (globSync(join(import.meta.dirname, suite, `${only}.test.ts`)).length === 0) continue;
  const folder = await mkdtemp(join(tmpdir(), `scenarist-${suite}-`));
  try {
    const code = await runInside({
      extensionFolder: root,
      otherExtensions: [join(root, 'test/extension/fakeModels')],
      testsEntry: join(root, 'test/extension/index.ts'),
      folder: suite === 'multiroot' ? await makeWorkspace(folder) : await copyExamples(folder),
      trusted: suite !== 'restricted',
      env: { SCENARIST_SUITE: suite, SCENARIST_ONLY: only },
      name: `inside-${suite}`,
    });
    if (code !== 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyExamples(folder: string): Promise<string> {
  await cp(join(root, 'examples'), folder, { recursive: true, filter: (path) => !path.includes('.scenarist') });
  return folder;
}

async function makeWorkspace(folder: string): Promise<string> {
  const names = ['one', 'two'];
  await Promise.all(names.map((name) => mkdir(join(folder, name))));
  const file = join(folder, 'both.code-workspace');
  await writeFile(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
}
