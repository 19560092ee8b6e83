import { defineConfig } from 'vitest/config';

// One browser for all: the machine may have two cores, and the pages of a browser share its processes.
export default defineConfig({
  test: {
    include: ['test/panel/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    isolate: false,
  },
});
