import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVerifiers } from '../../scripts/verifiers.ts';
import { nodeBundleKit } from '../../src/adapters/bundle-kit.ts';
import type { BundleKit } from '../../src/ports/bundles.ts';

let built: Promise<string> | undefined;

/** The stand-alone verifiers, built from source once per test run; takes half a second. */
export function verifierFolder(): Promise<string> {
  built ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sendward-verifiers-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await buildVerifiers(folder);
    return folder;
  })();
  return built;
}

/** Bundles with real verifiers in them. */
export async function testBundleKit(): Promise<BundleKit> {
  return nodeBundleKit(await verifierFolder());
}
