import { globSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** What VS Code calls inside its extension host; rejects when a test has failed. */
export async function run(): Promise<void> {
  const suite = process.env['SCENARIST_SUITE'] ?? 'trusted';
  const only = process.env['SCENARIST_ONLY'] ?? '*';
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000 });
  for (const file of globSync(join(import.meta.dirname, suite, `${only}.test.ts`))) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the ${suite} tests failed`);
}
