import { join } from 'node:path';
import { buildIfNeeded } from '../../../scripts/build.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const DIST = join(ROOT, 'dist');
export const BUILT_MAIN = join(DIST, 'electron', 'main.js');

/** The files under `dist` are of the sources as they are now. */
export async function built(): Promise<void> {
  await buildIfNeeded(() => {});
}
