import { defineConfig } from 'vitest/config';

/** `unit`: beside the file, pure. `integration`: real database, files, servers. */
export default defineConfig({
  test: {
    // Left to itself it keeps one processor free, which is half of a machine that has two.
    maxWorkers: '100%',
    // Nothing here replaces a module, so that files may share those they read: a third of the time goes into reading them anew.
    isolate: false,
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'integration', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
