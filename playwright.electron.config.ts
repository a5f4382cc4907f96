import { defineConfig } from '@playwright/test';

/** Specs that need the Electron runtime itself; without it every one of them is skipped, and says why. */
export default defineConfig({
  testDir: 'test/e2e-electron',
  outputDir: 'test-results/electron',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
});
