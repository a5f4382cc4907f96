import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleKit } from '../ports/bundles.ts';
import { nodeBundleTools } from './bundle-tools.ts';

const NAMES = ['verify.html', 'verify.mjs'] as const;

/** The verifiers lie beside the bundle this runs from; when run from source, where the build puts them. */
function verifierFolder(): string {
  const built = join(import.meta.dirname, '..', 'verifier');
  return existsSync(built) ? built : join(import.meta.dirname, '..', '..', 'dist', 'verifier');
}

/** Bundles on Node, with the verifiers from `folder`. */
export function nodeBundleKit(folder: string = verifierFolder()): BundleKit {
  return {
    tools: nodeBundleTools,
    verifiers: () => Promise.all(NAMES.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) }))),
  };
}
