import { defineConfig } from 'vitest/config';

const ofTheExtension = 'test/unit/extension/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['test/support/fixedSeed.ts'],
    projects: [
      {
        extends: true,
        // In one process: to load what is tested anew for each file takes longer than to test it.
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: [ofTheExtension], isolate: false },
      },
      // Each file has a `vscode` of its own.
      { extends: true, test: { name: 'extension', include: [ofTheExtension] } },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: ['test/cli/buildCli.ts'],
          isolate: false,
        },
      },
    ],
  },
});
