import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { vscodeTestDir } from './install.ts';
import type { InsideOptions } from './runInside.ts';
import { quietSettings } from './serverArguments.ts';

/**
 * Runs the suite in the desktop VS Code, which is downloaded from its update service on first use. For people with such a network:
 * CI has none, so this is untested there.
 */
export async function runInDesktop(options: InsideOptions): Promise<number> {
  const userData = await mkdtemp(join(tmpdir(), 'scenarist-desktop-'));
  try {
    await mkdir(join(userData, 'User'), { recursive: true });
    await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
    return await runTests({
      cachePath: vscodeTestDir,
      extensionDevelopmentPath: [options.extensionFolder, ...(options.otherExtensions ?? [])],
      extensionTestsPath: options.testsEntry,
      extensionTestsEnv: { ...options.env },
      launchArgs: [
        options.folder,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${join(userData, 'extensions')}`,
        '--disable-updates',
        '--skip-welcome',
        ...(options.trusted ? ['--disable-workspace-trust'] : []),
      ],
    });
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
