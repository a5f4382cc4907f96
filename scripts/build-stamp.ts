import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundles are made from, relative to the repository. */
const SOURCES = ['src', 'renderer', 'electron', 'locales', 'assets', 'scripts', 'vite.config.ts', 'package.json', 'package-lock.json'] as const;

function filesBelow(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A hash over names, sizes and times of all sources: changes when a build would give something else. Takes milliseconds. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of SOURCES) {
    for (const path of filesBelow(join(root, source)).sort()) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** The stamp of the last finished build, empty when there is none. */
export function builtStamp(root: string): string {
  const path = join(root, 'dist', '.stamp');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
