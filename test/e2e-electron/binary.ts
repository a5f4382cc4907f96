import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** The Electron binary: `SENDWARD_ELECTRON_BIN`, else the one below `node_modules/electron/dist`; undefined when there is none. */
export function electronBinary(): string | undefined {
  const named = process.env['SENDWARD_ELECTRON_BIN'];
  const pathFile = join(ROOT, 'node_modules/electron/path.txt');
  const installed = existsSync(pathFile) ? join(ROOT, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
  return [named, installed].find((path) => path !== undefined && existsSync(path));
}

export const NOT_INSTALLED = 'The Electron runtime is not installed (npx install-electron fetches it): nothing was tested here';
