import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const asRoot = process.getuid?.() === 0;
/** The same engine, without the window that nobody looks at: a quarter less work a test. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const chromium = process.env.CHROMIUM_PATH ?? (existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : '/usr/bin/chromium');
const definedEnv = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** Browser tests against the built headless shell: one server and one data folder a test. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // A second try where machines are not ours to choose; `scripts/check/test-runners.ts` allows one such test and prints what it met.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  // Nothing waits for time to pass: these are for a machine that is busy with other things.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    // Recording costs every test a fifth of its time; `--trace on` for the one that puzzles.
    trace: 'off',
    // What hangs is named before the test as a whole runs out of time.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Chromium's sandbox cannot run as root; everywhere else it stays on.
      args: asRoot ? ['--no-sandbox'] : [],
      chromiumSandbox: !asRoot,
      // Without a UTF-8 locale Chromium gives up every file name that is not ASCII and saves "download".
      env: { ...definedEnv, LC_ALL: 'C.UTF-8' },
    },
  },
});
