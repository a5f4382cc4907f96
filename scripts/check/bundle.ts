import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

/** Compressed JavaScript of the renderer, in kB of 1000 bytes: what the first screen loads, its language included, and all code. */
export const BUNDLE_LIMITS_KB = { first: 222, all: 1200 } as const;

export interface BundleSizes {
  readonly first: number;
  readonly all: number;
}

/** Sizes of a built renderer. Throws when there is none. */
export function bundleSizes(folder: string): BundleSizes {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const entries = [...page.matchAll(/(?:src|href)="[./]*([^"]+[.]js)"/g)].flatMap(([, path]) => (path === undefined ? [] : [join(folder, path)]));
  const first = new Set<string>();
  for (const entry of entries) reach(entry, first);
  const all = globSync('**/*.{js,mjs}', { cwd: folder }).map((path) => join(folder, path));
  if (first.size === 0) throw new Error(`${relative('.', folder)}/index.html loads no script`);
  const texts = all.filter((path) => basename(path).startsWith('texts-'));
  // The words of the other screens follow when the first one stands.
  const largest = Math.max(0, ...texts.filter((path) => /^texts-[a-z]{2}-/.test(basename(path))).map((path) => compressedKb([path])));
  return { first: compressedKb([...first]) + largest, all: compressedKb(all.filter((path) => !texts.includes(path))) };
}

/** Follows static imports: dynamic ones wait until somebody needs them. */
function reach(path: string, seen: Set<string>): void {
  if (seen.has(path) || !existsSync(path)) return;
  seen.add(path);
  for (const { moduleRequest } of parseSync(path, readFileSync(path, 'utf8')).module.staticImports) reach(join(dirname(path), moduleRequest.value), seen);
}

function compressedKb(paths: readonly string[]): number {
  return Math.round(paths.reduce((bytes, path) => bytes + gzipSync(readFileSync(path)).length, 0) / 1000);
}

/** What is over budget, or nothing. */
export function bundleProblems(sizes: BundleSizes, limits: BundleSizes = BUNDLE_LIMITS_KB): string {
  const over = [
    sizes.first > limits.first ? `first screen ${sizes.first} kB (at most ${limits.first})` : '',
    sizes.all > limits.all ? `all ${sizes.all} kB (at most ${limits.all})` : '',
  ];
  return over.filter(Boolean).join('\n');
}
