import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Replaces a file by a whole new one or leaves it as it was: a short write throws instead of being renamed over the good file. */
export function writeDurably(path: string, text: string): void {
  const bytes = Buffer.from(text);
  const fresh = `${path}.new`;
  try {
    const file = openSync(fresh, 'w', 0o600);
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
      if (fstatSync(file).size !== bytes.length) throw new Error('The disk did not take the whole file');
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
