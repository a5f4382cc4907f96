import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { buildIfNeeded } from '../../scripts/build.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The Electron binary: `SENDWARD_ELECTRON_BIN`, else the one below `node_modules/electron/dist`; undefined when there is none. */
export function electronBinary(): string | undefined {
  const named = process.env['SENDWARD_ELECTRON_BIN'];
  const pathFile = join(ROOT, 'node_modules/electron/path.txt');
  const installed = existsSync(pathFile) ? join(ROOT, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
  return [named, installed].find((path) => path !== undefined && existsSync(path));
}

interface Desktop {
  readonly dataFolder: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The built app on a real, unfused Electron, with a data folder of its own. */
export const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  desktop: async ({}, use) => {
    const executablePath = electronBinary();
    test.skip(executablePath === undefined, 'The Electron runtime is not installed (npx install-electron): nothing was tested here');
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
