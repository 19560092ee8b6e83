import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInside } from '../host/runInside.ts';

/** `npm run test:inside`: both suites, each in a VS Code of its own, on a copy of the examples. */
const root = resolve(import.meta.dirname, '../..');

for (const suite of ['trusted', 'restricted']) {
  const folder = await mkdtemp(join(tmpdir(), `scenarist-${suite}-`));
  try {
    await cp(join(root, 'examples'), folder, { recursive: true, filter: (path) => !path.includes('.scenarist') });
    const code = await runInside({
      extensionFolder: root,
      testsEntry: join(root, 'test/extension/index.ts'),
      folder,
      trusted: suite === 'trusted',
      env: { SCENARIST_SUITE: suite },
      name: `inside-${suite}`,
    });
    if (code !== 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
