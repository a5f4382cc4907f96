import { defineConfig } from '@playwright/test';
import { electronBinary, NOT_INSTALLED } from './test/e2e-electron/binary.ts';

// Read once more in every worker; said once.
if (electronBinary() === undefined && process.env['TEST_WORKER_INDEX'] === undefined) process.stdout.write(`${NOT_INSTALLED}\n`);

/** Specs that need the Electron runtime itself; without it every one of them is skipped, and says why. */
export default defineConfig({
  testDir: 'test/e2e-electron',
  outputDir: 'test-results/electron',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
});
