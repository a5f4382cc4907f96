import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeLogScanner } from '../../src/adapters/log-scan.ts';
import type { LogRequest } from '../../src/ports/logs.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const SCENE: Omit<LogRequest, 'files'> = { format: 'auto', zone: 'America/New_York', year: 2026, accounts: ACCOUNTS };

/** What a log of the fixtures says. */
export function scanFixture(name: string, more: Partial<LogRequest> = {}): Promise<LogFacts> {
  return nodeLogScanner.scan({ ...SCENE, files: [{ name, path: fixturePath(name) }], ...more }, () => undefined);
}

/** What files with these contents say, in the order in which they are given. */
export async function scanFiles(contents: readonly (string | Uint8Array)[], more: Partial<LogRequest> = {}): Promise<LogFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-log-'));
  try {
    const files = contents.map((content, index) => {
      const name = `log-${index}`;
      writeFileSync(join(folder, name), content);
      return { name, path: join(folder, name) };
    });
    return await nodeLogScanner.scan({ ...SCENE, files, ...more }, () => undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
