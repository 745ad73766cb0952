import { defineConfig } from 'vitest/config';

/** Checks that need a tool of the machine, such as a browser, or much time: not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/extra/**/*.extra.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/load-sources.ts'],
  },
});
