import { defineConfig } from 'vitest/config';

// One editor at a time: the machine may have two cores, and each test drives a real VS Code.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    isolate: false,
  },
});
