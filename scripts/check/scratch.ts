import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Several times what the tests have ever held at once. */
const ENOUGH_BYTES = 4 * 2 ** 30;

/** Whether programs may be run from it, which containers often forbid. */
function runsPrograms(mount: string): boolean {
  const line = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .findLast((each) => each.split(' ')[1] === mount);
  return line !== undefined && !/\bnoexec\b/.test(line);
}

/** A folder in memory where there is one with room, otherwise the system's own: tests open a database each, and a disk makes each wait. */
function roomiest(): string {
  if (process.platform !== 'linux') return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES && runsPrograms(MEMORY) ? MEMORY : tmpdir();
  } catch {
    // No such folder here.
    return tmpdir();
  }
}

/** Gives `work` a folder for everything that tests write, and removes it with all that is left in it. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(roomiest(), 'sendward-'));
  // Mail servers give up being root and must still come through to a folder of their own.
  chmodSync(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
