import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { buildIfNeeded } from '../../scripts/build.ts';
import { electronBinary, NOT_INSTALLED, ROOT } from './binary.ts';

interface Desktop {
  readonly dataFolder: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The built app on a real, unfused Electron, with a data folder of its own. */
export const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  desktop: async ({}, use, info) => {
    const executablePath = electronBinary();
    info.skip(executablePath === undefined, NOT_INSTALLED);
    if (executablePath === undefined) return;
    await buildIfNeeded(() => {});
    const dataFolder = mkdtempSync(join(tmpdir(), 'sendward-electron-'));
    const app = await _electron.launch({ executablePath, args: [ROOT, '--data', dataFolder], chromiumSandbox: process.getuid?.() !== 0 });
    const page = await app.firstWindow();
    await use({ dataFolder, app, page });
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  },
});
export { expect } from '@playwright/test';
